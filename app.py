"""`server` for a WSGI server (`gunicorn app:server`); `python app.py` serves on loopback."""

from monitoring.server import create

app = create()
server = app.server

if __name__ == "__main__":
    from monitoring.serving import serve

    serve()
