package dev.waymark.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that says exactly what a test wants said, byte for byte. */
final class RawConnection implements AutoCloseable {

    private final Socket socket;

    RawConnection(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(60_000);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    RawConnection say(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Says it where the other end still listens. */
    boolean trySay(String text) {
        try {
            say(text);
            return true;
        } catch (UncheckedIOException closed) {
            return false;
        }
    }

    /** The status line, header and as much of the body as comes before the connection closes. */
    String readAll() {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(heard);
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("still open after " + heard.toString(StandardCharsets.ISO_8859_1), stillOpen);
        } catch (IOException reset) {
            heard.writeBytes("[reset]".getBytes(StandardCharsets.ISO_8859_1));
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** The first line of the answer. */
    String readStatusLine() {
        StringBuilder line = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
                line.append((char) c);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
