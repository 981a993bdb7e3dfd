"""OpenStack's Keystone and Swift on free ports of this machine, for tests.

    server.py prepare PACKAGES            makes what every start copies: Keystone's database and keys
    server.py run PACKAGES FOLDER         keeps everything in FOLDER; ends when its standard input does

PACKAGES is the folder that the Debian packages were unpacked into. When all of them answer, `run` prints `ready` and a
line of JSON: where they are and whom they know.
"""
import compileall
import ctypes
import glob
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import traceback
import urllib.request

verb, packages = sys.argv[1], os.path.abspath(sys.argv[2])
libraries = ':'.join(glob.glob(f'{packages}/usr/lib/*-linux-*'))
if os.environ.get('LD_LIBRARY_PATH') != libraries:
    # Read by the loader at the start only.
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, 'LD_LIBRARY_PATH': libraries})
modules = os.path.join(packages, 'usr/lib/python3/dist-packages')
sys.path.insert(0, modules)
template = os.path.join(packages, 'keystone')

KEYSTONE = '''[DEFAULT]
log_file = /dev/null
[database]
connection = sqlite:///{folder}/keystone.db
[fernet_tokens]
key_repository = {folder}/fernet
[credential]
key_repository = {folder}/credential
[identity]
password_hash_rounds = 4
[cache]
backend = dogpile.cache.memory
'''
SWIFT = '''[swift-hash]
swift_hash_path_prefix = tests
swift_hash_path_suffix = tests
[storage-policy:0]
name = Policy-0
default = yes
'''
SERVER = '''[DEFAULT]
devices = {folder}/devices
mount_check = false
disable_fallocate = true
fallocate_reserve = 0
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
log_level = CRITICAL
'''
STORAGE = '''[pipeline:main]
pipeline = {name}-server
[app:{name}-server]
use = egg:swift#{name}
'''
PROXY = '''[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck listing_formats bulk tempurl authtoken keystoneauth copy container-quotas account-quotas slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:authtoken]
paste.filter_factory = keystonemiddleware.auth_token:filter_factory
www_authenticate_uri = {keystone}/v3
auth_url = {keystone}/v3
auth_type = password
project_domain_id = default
user_domain_id = default
project_name = service
username = swift
password = {password}
delay_auth_decision = True
token_cache_time = {cache}
[filter:keystoneauth]
use = egg:swift#keystoneauth
operator_roles = admin, swiftoperator
''' + ''.join(f'[filter:{name}]\nuse = egg:swift#{name.replace("-", "_")}\n' for name in (
    'catch_errors', 'gatekeeper', 'healthcheck', 'listing_formats', 'bulk', 'tempurl', 'copy', 'container-quotas',
    'account-quotas', 'slo', 'dlo'))


def write(path, text):
    with open(path, 'w') as file:
        file.write(text)
    return path


def prepare():
    """Half a minute that no start has to spend."""
    compileall.compile_dir(modules, quiet=2, workers=0)
    building = template + '.new'
    shutil.rmtree(building, ignore_errors=True)
    os.makedirs(building)
    conf = write(f'{building}/keystone.conf', KEYSTONE.format(folder=building))
    user = pwd.getpwuid(os.getuid()).pw_name
    for arguments in (
        ['db_sync'],
        ['fernet_setup', '--keystone-user', user, '--keystone-group', str(os.getgid())],
        ['credential_setup', '--keystone-user', user, '--keystone-group', str(os.getgid())],
        ['bootstrap', '--bootstrap-password', 'admin', '--bootstrap-region-id', 'RegionOne'],
    ):
        subprocess.run(
            [sys.executable, '-c', 'from keystone.cmd.manage import main; main()', '--config-file', conf, *arguments],
            env={**os.environ, 'PYTHONPATH': modules}, check=True)
    # Without it two writers at once are an error.
    import sqlite3
    connection = sqlite3.connect(f'{building}/keystone.db')
    connection.execute('PRAGMA journal_mode=WAL')
    connection.close()
    shutil.rmtree(template, ignore_errors=True)
    os.rename(building, template)


def child(log, work):
    if os.fork():
        return
    # Ends with its parent, however that ends.
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    with open(os.devnull, 'rb') as nothing, open(log, 'wb') as said:
        os.dup2(nothing.fileno(), 0)
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    try:
        work()
    except BaseException:
        traceback.print_exc()
    os._exit(1)


def listen():
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(('127.0.0.1', 0))
    sock.listen(1024)
    return sock, sock.getsockname()[1]


def serve_keystone(folder, sock, port):
    os.environ['OS_KEYSTONE_CONFIG_FILES'] = f'{folder}/keystone.conf'
    sys.argv = ['keystone']
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
    from keystone.server.wsgi import initialize_public_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_):
            pass

    server = WSGIServer(('127.0.0.1', port), Quiet, bind_and_activate=False)
    server.socket, server.server_name, server.server_port = sock, '127.0.0.1', port
    server.setup_environ()
    server.set_app(initialize_public_application())
    server.serve_forever()


def serve_swift(name, kind, folder, sock):
    from swift.common import utils
    # Otherwise it is read from /etc, whatever swift_dir says.
    utils.set_swift_dir(folder)
    from eventlet.greenio import GreenSocket
    from swift.common import wsgi
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    wsgi.get_socket = lambda conf: GreenSocket(sock)
    wsgi.run_wsgi(f'{folder}/{name}.conf', f'{kind}-server')


def rings(folder, ports):
    from swift.common.ring import RingBuilder
    for name, port in ports.items():
        builder = RingBuilder(4, 1, 0)
        builder.add_dev({'region': 1, 'zone': 1, 'weight': 1.0, 'device': 'd1', 'ip': '127.0.0.1', 'port': port,
                         'replication_ip': '127.0.0.1', 'replication_port': port})
        builder.rebalance()
        builder.get_ring().save(f'{folder}/{name}.ring.gz')


def request(method, url, token=None, body=None):
    call = urllib.request.Request(url, method=method, data=None if body is None else json.dumps(body).encode())
    call.add_header('Content-Type', 'application/json')
    if token:
        call.add_header('X-Auth-Token', token)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(call, timeout=60) as answer:
        content = answer.read()
        return answer.headers, json.loads(content) if content else None


class People:
    """Who may come in, told to Keystone over its API."""

    def __init__(self, url, swift):
        self.url, self.swift = url, swift
        self.admin = self.token('admin', 'admin', 'admin')[0]
        self.roles = {role['name']: role['id'] for role in self.get('roles')['roles']}

    def get(self, path):
        return request('GET', f'{self.url}/{path}', self.admin)[1]

    def make(self, kind, **values):
        return request('POST', f'{self.url}/{kind}s', self.admin, {kind: values})[1][kind]['id']

    def grant(self, project, user, role):
        request('PUT', f'{self.url}/projects/{project}/users/{user}/roles/{self.roles[role]}', self.admin)

    def token(self, name, password, project):
        domain = {'id': 'default'}
        headers, body = request('POST', f'{self.url}/auth/tokens', body={'auth': {
            'identity': {'methods': ['password'], 'password': {
                'user': {'name': name, 'password': password, 'domain': domain}}},
            'scope': {'project': {'name': project, 'domain': domain}}}})
        return headers['X-Subject-Token'], body['token']

    def credential(self, name, project):
        token, about = self.token(name, name, project)
        made = request('POST', f'{self.url}/users/{about["user"]["id"]}/application_credentials', token,
                       {'application_credential': {'name': 'reflector'}})[1]['application_credential']
        return {'id': made['id'], 'secret': made['secret'], 'user': about['user']['id']}

    def introduce(self, service_password):
        service = self.make('project', name='service', domain_id='default')
        self.grant(service, self.make('user', name='swift', password=service_password, domain_id='default'), 'admin')
        self.roles['swiftoperator'] = self.make('role', name='swiftoperator')
        identity = self.make('service', type='identity', name='keystone')
        self.make('endpoint', interface='internal', region_id='RegionOne', service_id=identity, url=self.url)
        store = self.make('service', type='object-store', name='swift')
        self.make('endpoint', interface='public', region_id='RegionOne', service_id=store,
                  url=f'{self.swift}/v1/AUTH_%(tenant_id)s')
        project = self.make('project', name='reflector', domain_id='default')
        # One who may store, and one whom Keystone knows and Swift does not let in.
        for name, role in (('reflector', 'swiftoperator'), ('visitor', 'member')):
            self.grant(project, self.make('user', name=name, password=name, domain_id='default'), role)
        token, _ = self.token('reflector', 'reflector', 'reflector')
        request('PUT', f'{self.swift}/v1/AUTH_{project}/reflector', token)
        return {
            'keystone': self.url, 'swift': self.swift, 'region': 'RegionOne', 'container': 'reflector',
            'project': project, 'service': store, 'admin': self.admin, 'token': token,
            'operator': self.credential('reflector', 'reflector'), 'visitor': self.credential('visitor', 'reflector'),
        }


def run(folder):
    os.makedirs(f'{folder}/devices/d1')
    shutil.copytree(template, folder, dirs_exist_ok=True)
    user = pwd.getpwuid(os.getuid()).pw_name
    write(f'{folder}/keystone.conf', KEYSTONE.format(folder=folder))
    write(f'{folder}/swift.conf', SWIFT)
    keystone, keystone_port = listen()
    child(f'{folder}/keystone.log', lambda: serve_keystone(folder, keystone, keystone_port))
    keystone.close()
    url, password = f'http://127.0.0.1:{keystone_port}', secrets.token_hex()
    # The strict one asks Keystone each time, so that a token that is revoked is refused at once.
    proxies = {'proxy': 300, 'strict': -1}
    sockets = {name: listen() for name in ('account', 'container', 'object', *proxies)}
    rings(folder, {name: port for name, (_, port) in sockets.items() if name not in proxies})
    for name, (sock, port) in sockets.items():
        kind = 'proxy' if name in proxies else name
        rest = (PROXY.format(keystone=url, password=password, cache=proxies[name]) if kind == 'proxy'
                else STORAGE.format(name=name))
        write(f'{folder}/{name}.conf', SERVER.format(folder=folder, port=port, user=user) + rest)
        child(f'{folder}/{name}.log', lambda: serve_swift(name, kind, folder, sock))
        sock.close()
    about = People(f'{url}/v3', f'http://127.0.0.1:{sockets["proxy"][1]}').introduce(password)
    about['strict'] = f'http://127.0.0.1:{sockets["strict"][1]}'
    print('ready', json.dumps(about), flush=True)
    sys.stdin.read()


if verb == 'prepare':
    prepare()
else:
    run(os.path.abspath(sys.argv[3]))
