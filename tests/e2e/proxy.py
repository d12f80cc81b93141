"""An HTTP proxy of an office for the suites about sending: python3 proxy.py PORT LOG [USER:PASSWORD]

It only tunnels (CONNECT); LOG has a line for each request: its status and where it was to go. To port 9 it lets nobody.
"""
import base64
import http.server
import socket
import sys
import threading

WANTED = 'Basic ' + base64.b64encode(sys.argv[3].encode()).decode() if len(sys.argv) > 3 else None


def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        pass
    finally:
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def done(self, status):
        with open(sys.argv[2], 'a', encoding='utf-8') as log:
            print(status, self.path, file=log)
        self.send_response(status)
        if status == 407:
            self.send_header('Proxy-Authenticate', 'Basic realm="office"')
        if status != 200:
            self.send_header('Content-Length', '0')
        self.end_headers()

    def do_CONNECT(self):
        self.close_connection = True
        host, port = self.path.rsplit(':', 1)
        if WANTED and self.headers.get('Proxy-Authorization') != WANTED:
            return self.done(407)
        if port == '9':
            return self.done(403)
        if host == 'localhost':  # a bare machine has no /etc/hosts
            host = '127.0.0.1'
        try:
            far = socket.create_connection((host, int(port)), 5)
        except OSError:
            return self.done(502)
        self.done(200)
        other = threading.Thread(target=pump, args=(far, self.connection))
        other.start()
        pump(self.connection, far)
        other.join()


server = http.server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), Proxy)
server.daemon_threads = True
server.serve_forever()
