"""Closes the window on this display as its title bar would: it asks, and the program may take a moment."""

from Xlib import X, display
from Xlib.protocol import event

screen = display.Display()
PROTOCOLS = screen.intern_atom("WM_PROTOCOLS")
CLOSE = screen.intern_atom("WM_DELETE_WINDOW")


def windows(parent):
    for window in parent.query_tree().children:
        yield window
        yield from windows(window)


shown = [
    window
    for window in windows(screen.screen().root)
    if window.get_attributes().map_state == X.IsViewable and CLOSE in (window.get_wm_protocols() or [])
]
for window in shown:
    data = (32, [CLOSE, X.CurrentTime, 0, 0, 0])
    window.send_event(event.ClientMessage(window=window, client_type=PROTOCOLS, data=data))
screen.flush()
print(len(shown))
