FROM node:24-bookworm-slim AS build
# A change rebuilds the image on today's bases: statuswatch:imageRefresh.
ARG IMAGE_REFRESH
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Behind a proxy with its own certificate authority: docker build --secret id=ca,src=ca.pem .
# Install scripts are not needed: esbuild's binary is a package of its own, and this image has Node.
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
RUN ["/nodejs/bin/node", "-e", "fs.mkdirSync('/history')"]

FROM gcr.io/distroless/nodejs24-debian12
WORKDIR /app
COPY --from=warm-up /app /app
# Where docker compose mounts the volume of HISTORY_FILE.
COPY --from=warm-up --chown=65532:65532 /history /history
ENV PORT=8080
EXPOSE 8080
USER 65532:65532
HEALTHCHECK --interval=10s --timeout=3s \
    CMD ["/nodejs/bin/node", "-e", "require('node:http').get({ host: '127.0.0.1', port: process.env.PORT, path: '/health' }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1))"]
# For an instance with 512 MiB: Node limits the old generation to half of that, which leaves room for bodies and sockets.
# With a young generation of 16 MiB no garbage is collected during a start, and half as often under load as with 8 MiB.
# The worst case, 40 clients sending the largest bodies at once, takes 450 MiB; with 32 MiB it took 500.
ENTRYPOINT ["/nodejs/bin/node", "--min-semi-space-size=16", "--max-semi-space-size=16", "boot.cjs"]
CMD ["receiver"]
