FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# A certificate authority may be given where the network has its own: docker build --secret id=ca,src=ca.pem
# No install script is needed: esbuild brings its binary as a package, and this image has its own Node.
RUN --mount=type=secret,id=ca,target=/run/ca.pem --mount=type=cache,target=/npm \
    NODE_EXTRA_CA_CERTS=/run/ca.pem npm ci --ignore-scripts --cache /npm
COPY image image
COPY service service
RUN ["node", "image/main.ts"]

FROM gcr.io/distroless/nodejs24-debian12 AS warm-up
USER 0
WORKDIR /warm-up
COPY image image
COPY service/programs/receiver/example-deliveries.ts service/programs/receiver/
COPY --from=build /app/dist/app /app
RUN ["/nodejs/bin/node", "image/make-code-cache.ts", "/app"]
RUN ["/nodejs/bin/node", "image/check-size.ts", "/app"]

FROM gcr.io/distroless/nodejs24-debian12
WORKDIR /app
COPY --from=warm-up /app /app
ENV PORT=8080
EXPOSE 8080
USER 65532:65532
HEALTHCHECK --interval=10s --timeout=3s \
    CMD ["/nodejs/bin/node", "-e", "require('node:http').get({ host: '127.0.0.1', port: process.env.PORT, path: '/health' }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1))"]
# For an instance of 512 MiB: Node lets the old generation grow to half of that by itself, which leaves room for bodies and sockets.
# A young generation of 16 MiB from the start has no collection fall into it, and under load half as many as 8 MiB would.
# With 32 the largest bodies, sent by 40 at once, took 500 MiB; with 16 they take 450.
ENTRYPOINT ["/nodejs/bin/node", "--min-semi-space-size=16", "--max-semi-space-size=16", "boot.cjs"]
CMD ["receiver"]
