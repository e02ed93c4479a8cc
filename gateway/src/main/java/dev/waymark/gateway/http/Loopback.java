package dev.waymark.gateway.http;

import io.vertx.core.net.SocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells this machine from the rest of the world, without asking a name server. */
public final class Loopback {

    private static final Pattern IPV4 = Pattern.compile("(?:::ffff:)?127(?:\\.\\d{1,3}){3}");

    private Loopback() {}

    /** Whether a configured host is this machine's loopback: {@code localhost}, {@code 127.0.0.0/8} or {@code ::1}. */
    public static boolean isHost(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String address = bare.toLowerCase(Locale.ROOT);
        return address.equals("localhost") || isAddress(address);
    }

    /** Whether the other end of a connection is on this machine. */
    public static boolean isPeer(SocketAddress peer) {
        return peer.isDomainSocket() || (peer.hostAddress() != null && isAddress(peer.hostAddress()));
    }

    private static boolean isAddress(String address) {
        return address.equals("::1")
                || address.equals("0:0:0:0:0:0:0:1")
                || IPV4.matcher(address).matches();
    }
}
