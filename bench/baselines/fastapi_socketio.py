# The chat job on the classic Python stack: FastAPI, python-socketio, uvicorn. Usage: fastapi_socketio.py <port>
import gc
import inspect
import signal
import sys
from datetime import datetime, timezone

import socketio
import uvicorn
from fastapi import FastAPI

sio = socketio.AsyncServer(async_mode="asgi")
app = socketio.ASGIApp(sio, FastAPI())


async def settled(result):
    """Entering and leaving a room became asynchronous in python-socketio 5.10."""
    if inspect.isawaitable(result):
        await result


@sio.event
async def join(sid, data):
    await settled(sio.enter_room(sid, data["room"]))
    return {"ok": True}


@sio.event
async def leave(sid, data):
    await settled(sio.leave_room(sid, data["room"]))
    return {"ok": True}


@sio.event
async def message(sid, data):
    at = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    stamped = {"id": data["id"], "at": at, "user": sid, "text": data["text"]}
    await sio.emit("message", stamped, room=data["room"])
    return {"ok": True, "message": stamped}


signal.signal(signal.SIGUSR2, lambda *_: gc.collect())
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
