package dev.waymark.gateway.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port of this machine that nobody listens at. */
final class FreePort {

    private FreePort() {}

    /** {@code wished} if it is free, else another. */
    static int near(int wished) {
        return isFree(wished) ? wished : any();
    }

    /** On every loopback address: {@code localhost} may be any of them. */
    private static boolean isFree(int port) {
        try (ServerSocket all = new ServerSocket(port)) {
            return bindable("127.0.0.1", all);
        } catch (IOException taken) {
            return false;
        }
    }

    private static boolean bindable(String host, ServerSocket other) throws IOException {
        int port = other.getLocalPort();
        other.close();
        try (ServerSocket one = new ServerSocket()) {
            one.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        }
    }

    private static int any() {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return one.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
