# One image for every service of docker-compose.yml. Python is the version that the suite runs on.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DJANGO_SETTINGS_MODULE=carrefour.settings.production

RUN groupadd --system --gid 10001 carrefour \
    && useradd --system --uid 10001 --gid carrefour --no-create-home --home-dir /nonexistent carrefour

WORKDIR /app
COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt
COPY . .

# The settings ask for everything that is secret or local; these values serve this one command and stay nowhere.
RUN SECRET_KEY=unused ALLOWED_HOSTS=unused DATABASE_URL=postgres://unused/unused \
    EMAIL_URL=dummymail:// MAIL_FROM=unused SITE_URL=https://unused \
    python manage.py collectstatic --noinput --verbosity 0

# The code belongs to root: whoever takes the process over cannot change it.
USER carrefour
EXPOSE 8000
CMD ["gunicorn", "carrefour.wsgi:application", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=8", "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
