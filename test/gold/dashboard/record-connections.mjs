// Loaded into every process of a build: appends the host of each connection that leaves this machine to a file.
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function recorded(...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  const { path, host = 'localhost' } = typeof first === 'object' ? first : {};
  const isLocal = path !== undefined || /^(localhost|127\.|::1$)/.test(host);
  if (!isLocal) appendFileSync(process.env.CONNECTIONS, `${host}\n`);
  return connect.apply(this, args);
};
