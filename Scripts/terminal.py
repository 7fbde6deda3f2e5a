"""A pseudo-terminal for the scripts that show what the command prints: runs programs on it and keeps what they write."""
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios

# What a program may send besides text: a style (SGR), or "clear to the end of the line".
CONTROL = re.compile(r"\x1b\[([0-9;]*)([mK])")


def run(arguments, columns, environment, folder, rows=50):
    """Runs a program whose output and errors go to a terminal; returns what it wrote and its exit status."""
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    program = subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal, env=environment, cwd=folder,
        start_new_session=True)
    os.close(terminal)
    written = b""
    while True:
        try:
            piece = os.read(controller, 65536)
        except OSError:  # Linux says EIO when the last writer has gone.
            break
        if not piece:
            break
        written += piece
    os.close(controller)
    return written.decode(), program.wait()


def screen(written):
    """What a terminal shows after a program wrote this: lines of cells, each a character and its style.

    A style is the tuple of the SGR parameters in force, such as ("1", "31"). The screen is as high as it has to be.
    """
    lines, column, style = [[]], 0, ()
    position = 0
    while position < len(written):
        character = written[position]
        position += 1
        if character == "\n":
            lines.append([])
        elif character == "\r":
            column = 0
        elif character == "\x1b":
            control = CONTROL.match(written, position - 1)
            if not control:
                raise ValueError(f"unknown control sequence: {written[position - 1:position + 10]!r}")
            position = control.end()
            if control[2] == "K":
                del lines[-1][column:]
            else:
                style = restyled(style, control[1])
        else:
            line = lines[-1]
            line += [(" ", ())] * (column - len(line))
            line[column:column + 1] = [(character, style)]
            column += 1
    if not lines[-1]:
        lines.pop()
    return lines


def restyled(style, parameters):
    """The style after an SGR sequence; an empty or zero parameter resets it."""
    numbers = [number or "0" for number in parameters.split(";")]
    while "0" in numbers:
        numbers, style = numbers[numbers.index("0") + 1:], ()
    return style + tuple(numbers)


def text(written):
    """The lines on the screen, without styles and trailing blanks."""
    return ["".join(character for character, _ in line).rstrip() for line in screen(written)]
