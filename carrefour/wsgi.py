"""The WSGI entry of a production server (gunicorn)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carrefour.settings.production")
application = get_wsgi_application()
