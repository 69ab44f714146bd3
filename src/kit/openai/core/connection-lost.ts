/** What undici gives as the cause when the other side closes the socket. */
function socketError(): Error {
  return Object.assign(new Error('other side closed'), {
    name: 'SocketError',
    code: 'UND_ERR_SOCKET',
  });
}

/** The error of `fetch` when the connection ends before the headers. */
export class ConnectionLost extends TypeError {
  constructor() {
    super('fetch failed', { cause: socketError() });
  }
}

/** The error of reading a body whose connection ends in the middle. */
export function terminated(): TypeError {
  return new TypeError('terminated', { cause: socketError() });
}
