"""How the web server runs, in the demo and in the container alike."""

import os

bind = f"{os.environ.get('LISTEN', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
control_socket_disable = True  # it would be a file in somebody's home
accesslog = None  # addresses and URLs of people belong in the proxy's log, with its retention
preload_app = True  # the workers share what was imported once: half the start-up, less memory
