export type { ServiceAnswer } from './answer.ts';
export { type ChromaServer, type ChromaSpace, createChromaServer } from './chroma.ts';
export {
  createPineconeIndex,
  type PineconeIndex,
  type PineconeMetric,
  type PineconeOptions,
} from './pinecone.ts';
export {
  chromaUrl,
  pineconeHost,
  pineconeKey,
  type ServiceRequest,
  startVectorServices,
  type VectorServices,
  type VectorServicesOptions,
} from './services.ts';
