"""A bureau's platform over HTTPS for the suites about sending: python3 bureau.py PORT FOLDER CERT KEY

It takes forms and answers as the path says; what it took stands in FOLDER/KEY-OF-IDEMPOTENCY/, and
FOLDER/requests has a line for each request. The same key gets the same receipt.
"""
import email
import http.server
import json
import os
import ssl
import sys
import threading
import time

FOLDER = sys.argv[2]
lock = threading.Lock()
receipts = {}
failures = {}


def receipt(number, state, words='收到'):
    return {'code': 0, 'data': {'no': number, 'state': state}, 'msg': words}


class Bureau(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def answer(self, status, body=b'', **headers):
        body = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False, indent='\t').encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def note(self, *words):
        with lock, open(os.path.join(FOLDER, 'requests'), 'a', encoding='utf-8') as file:
            print(self.command, self.path, *words, file=file)

    def take(self, key, body):
        head = ('Content-Type: %s\r\n\r\n' % self.headers['Content-Type']).encode()
        fields = []
        folder = os.path.join(FOLDER, key)
        os.makedirs(folder, exist_ok=True)
        for part in email.message_from_bytes(head + body).get_payload():
            name = part.get_param('name', header='content-disposition')
            data = part.get_payload(decode=True)
            # names come as UTF-8, which this parser of mail has no word for
            raw = dict(part.raw_items())['Content-Disposition'].encode('ascii', 'surrogateescape').decode()
            file = raw.partition('filename="')[2].partition('"')[0]
            fields.append('%s=%s:%s' % (name, file, part.get_content_type()) if file else '%s=%s' % (name, data.decode()))
            if file:
                with open(os.path.join(folder, os.path.basename(file)), 'wb') as out:
                    out.write(data)
        self.note(key, *fields)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        key = self.headers.get('Idempotency-Key', 'none')
        where = self.path.split('?')[0].split('/')
        if where[1] == 'fail':  # so many times
            failures[key] = failures.get(key, 0) + 1
            if failures[key] <= int(where[2]):
                self.note(key)
                return self.answer(500, '后台出错'.encode())
        plain = {
            'redirect': (307, b'', {'Location': 'https://localhost/elsewhere?secret=1'}),
            'returned': (200, receipt('T-1', '退回', '第3张表\n合计不对'), {}),
            'invalid': (422, receipt('T-2', '退回', '没有封面'), {}),
            'invalid-plain': (422, b'no such report', {}),
            'html': (200, b'<html><body>hello</body></html>', {}),
            'empty': (204, b'', {}),
            'stateless': (200, {'data': {'no': 'X'}}, {}),
            'unknown': (200, receipt('X', '研究研究'), {}),
            'working': (409, b'still working', {'Retry-After': '30'}),
            'done': (409, receipt('HZ-OLD', 1), {}),
            'huge': (200, b'{"a": "' + b'x' * 1000000 + b'"}', {}),
        }.get(where[1])
        if plain:
            self.note(key)
            return self.answer(plain[0], plain[1], **plain[2])
        if where[1] == 'slow':
            time.sleep(20)
        if where[1] == 'pause':
            time.sleep(float(where[2]))
        with lock:
            first = key not in receipts
            receipts.setdefault(key, 'HZ-%d' % (len(receipts) + 1))
        self.take(key, body)
        if where[1] == 'drop' and first:  # taken, but nobody hears of it
            self.close_connection = True
            return self.connection.close()
        return self.answer(200, receipt(receipts[key], '待审' if where[1] == 'waiting' else 1))

    def do_PROPFIND(self):  # the folder's own, as WebDAV answers (RFC 4918, 9.1)
        good = self.headers.get('Depth') == '0' and self.path == '/folder/'
        self.answer(207 if good else 404, b'<?xml version="1.0"?><multistatus xmlns="DAV:"/>' if good else b'')

    # A server where another sender's manifest is always a little faster.
    def do_GET(self):
        try:
            with open(FOLDER + self.path.replace('/', '_'), 'rb') as file:
                self.answer(200, file.read())
        except FileNotFoundError:
            self.answer(404)

    def do_PUT(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        if self.path.startswith('/other') and self.path.endswith('manifest.json'):
            body += b' '
        with open(FOLDER + self.path.replace('/', '_'), 'wb') as file:
            file.write(body)
        self.answer(412 if self.headers.get('If-None-Match') == '*' else 201)


server = http.server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), Bureau)
server.daemon_threads = True
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[3], sys.argv[4])
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
server.serve_forever()
