import grpc from '@grpc/grpc-js';
import plugin from '@pulumi/pulumi/proto/plugin_pb.js';
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import provider from '@pulumi/pulumi/proto/provider_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb.js';
import struct from 'google-protobuf/google/protobuf/struct_pb.js';
import * as t from 'io-ts';
import { markedAsSecret, PulumiSecret } from '../helpers/pulumi-secret.ts';
import type { FakeCloud } from './fake-cloud.ts';
import type { Properties } from './resource-types/resource-type.ts';
import { resourceTypes } from './resource-types/resource-types.ts';

const revealed = (value: unknown): unknown => {
  if (PulumiSecret.is(value)) return revealed(value.value);
  if (Array.isArray(value)) return value.map(revealed);
  return t.UnknownRecord.is(value) ? propertiesOf(value) : value;
};
const propertiesOf = (value: Properties): Properties =>
  Object.fromEntries(Object.entries(value).map(([name, property]) => [name, revealed(property)]));

const received = (message: struct.Struct | undefined) => message?.toJavaScript() ?? {};
const sent = (properties: Properties) => struct.Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);

const answering =
  <Request, Response>(answer: (request: Request) => Response): grpc.handleUnaryCall<Request, Response> =>
  ({ request }, reply) => {
    try {
      reply(null, answer(request));
    } catch (error) {
      reply({ code: grpc.status.FAILED_PRECONDITION, details: error instanceof Error ? error.message : 'failed' });
    }
  };

/** Serves fakes of the Pulumi providers gcp, random and docker-build on 127.0.0.1: https://pulumi-developer-docs.readthedocs.io */
export const serveFakeProviders = async (cloud: FakeCloud) => {
  const accessTokens: string[] = [];
  const warnings: string[] = [];

  const stateOf = (type: string, inputs: Properties, outputs: Properties) => {
    const secrets = resourceTypes[type]?.secret ?? [];
    return sent(
      Object.fromEntries(
        Object.entries({ ...inputs, ...outputs }).map(([name, value]) => [
          name,
          secrets.includes(name) ? markedAsSecret(value) : value,
        ]),
      ),
    );
  };

  const server = new grpc.Server();
  server.addService(ResourceProviderService, {
    attach: answering(() => new empty.Empty()),
    cancel: answering(() => new empty.Empty()),
    getPluginInfo: answering(() => new plugin.PluginInfo().setVersion('999.0.0')),
    handshake: answering(() => new provider.ProviderHandshakeResponse().setAcceptSecrets(true)),
    checkConfig: answering((request: provider.CheckRequest) =>
      new provider.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: answering(() => new provider.DiffResponse().setChanges(provider.DiffResponse.DiffChanges.DIFF_NONE)),
    configure: answering((request: provider.ConfigureRequest) => {
      // The Google provider asks Compute for its regions, an API that is off in a new project.
      if ('region' in received(request.getArgs())) warnings.push('failed to get regions list');
      return new provider.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),
    invoke: answering((request: provider.InvokeRequest) => {
      if (request.getTok() !== 'gcp:organizations/getClientConfig:getClientConfig')
        throw new Error(`the fake providers do not know ${request.getTok()}`);
      const accessToken = `ya29.access-token-${accessTokens.length + 1}`;
      accessTokens.push(accessToken);
      return new provider.InvokeResponse().setReturn(sent({ accessToken }));
    }),
    check: answering((request: provider.CheckRequest) => {
      const given = received(request.getNews());
      const { named, failures } = cloud.check(
        request.getType(),
        request.getName(),
        propertiesOf(given),
        propertiesOf(received(request.getOlds())),
      );
      return new provider.CheckResponse()
        .setInputs(sent({ ...given, ...named }))
        .setFailuresList(
          failures.map(({ property, reason }) => new provider.CheckFailure().setProperty(property).setReason(reason)),
        );
    }),
    diff: answering((request: provider.DiffRequest) => {
      const { changed, replaced } = cloud.diff(
        request.getType(),
        { inputs: propertiesOf(received(request.getOldInputs())), outputs: propertiesOf(received(request.getOlds())) },
        propertiesOf(received(request.getNews())),
      );
      const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
      return new provider.DiffResponse()
        .setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME)
        .setDiffsList([...changed])
        .setReplacesList(replaced);
    }),
    create: answering((request: provider.CreateRequest) => {
      const type = request.getType();
      const inputs = propertiesOf(received(request.getProperties()));
      // What only the cloud knows is left out, which makes it unknown.
      if (request.getPreview()) return new provider.CreateResponse().setProperties(request.getProperties());
      const outputs = cloud.create(type, request.getName(), inputs);
      return new provider.CreateResponse().setId(outputs.id).setProperties(stateOf(type, inputs, outputs));
    }),
    read: answering((request: provider.ReadRequest) => {
      const found = cloud.read(request.getId());
      return found === undefined
        ? new provider.ReadResponse()
        : new provider.ReadResponse()
            .setId(request.getId())
            .setProperties(stateOf(found.type, found.inputs, found.outputs))
            .setInputs(stateOf(found.type, found.inputs, {}));
    }),
    update: answering((request: provider.UpdateRequest) => {
      const type = request.getType();
      const inputs = propertiesOf(received(request.getNews()));
      if (request.getPreview()) return new provider.UpdateResponse().setProperties(request.getNews());
      return new provider.UpdateResponse().setProperties(
        stateOf(type, inputs, cloud.update(type, request.getName(), request.getId(), inputs)),
      );
    }),
    delete: answering((request: provider.DeleteRequest) => {
      cloud.remove(request.getType(), request.getName(), request.getId());
      return new empty.Empty();
    }),
  });

  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    port,
    accessTokens,
    warnings,
    close: () => {
      server.forceShutdown();
    },
  };
};
