export { installPeers, type PeerPackages } from './install-peers.ts';
export { type PeerKind, type PeerProject, peerProject } from './peer-project.ts';
