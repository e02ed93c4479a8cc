package dev.waymark.channels.webhook;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses anybody on the internet can reach, after the IANA special-purpose registries (RFC 6890; as of 2026),
 * an IPv4 address inside an IPv6 one judged as IPv4. Pure.
 */
final class Addresses {

    private static final List<Prefix> NOT_GLOBAL_4 = List.of(
            Prefix.of("0.0.0.0", 8),
            Prefix.of("10.0.0.0", 8),
            Prefix.of("100.64.0.0", 10),
            Prefix.of("127.0.0.0", 8),
            Prefix.of("169.254.0.0", 16),
            Prefix.of("172.16.0.0", 12),
            Prefix.of("192.0.0.0", 24),
            Prefix.of("192.0.2.0", 24),
            Prefix.of("192.88.99.0", 24),
            Prefix.of("192.168.0.0", 16),
            Prefix.of("198.18.0.0", 15),
            Prefix.of("198.51.100.0", 24),
            Prefix.of("203.0.113.0", 24),
            Prefix.of("224.0.0.0", 4),
            Prefix.of("240.0.0.0", 4));

    /** All that is given out as global unicast; whatever lies outside is not. */
    private static final Prefix UNICAST_6 = Prefix.of("2000::", 3);

    private static final List<Prefix> NOT_GLOBAL_6 =
            List.of(Prefix.of("2001::", 23), Prefix.of("2001:db8::", 32), Prefix.of("3fff::", 20));

    private static final Prefix MAPPED = Prefix.of("::ffff:0:0", 96);
    private static final Prefix NAT64 = Prefix.of("64:ff9b::", 96);
    private static final Prefix SIX_TO_FOUR = Prefix.of("2002::", 16);

    private Addresses() {}

    static boolean isGlobal(InetAddress address) {
        return isGlobal(address.getAddress());
    }

    private static boolean isGlobal(byte[] address) {
        if (address.length == 4) {
            return NOT_GLOBAL_4.stream().noneMatch(prefix -> prefix.holds(address));
        }
        if (MAPPED.holds(address) || NAT64.holds(address)) {
            return isGlobal(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.holds(address)) {
            return isGlobal(Arrays.copyOfRange(address, 2, 6));
        }
        if (isIsatap(address) && !isGlobal(Arrays.copyOfRange(address, 12, 16))) {
            return false;
        }
        return UNICAST_6.holds(address) && NOT_GLOBAL_6.stream().noneMatch(prefix -> prefix.holds(address));
    }

    /** RFC 5214, 6.1: the interface identifier is {@code 0000:5efe} or {@code 0200:5efe} and an IPv4 address. */
    private static boolean isIsatap(byte[] address) {
        return (address[8] & 0xFD) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
    }

    /** The address that {@code host} writes out; empty where it is a name. */
    static Optional<InetAddress> literal(String host) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        return bytes == null ? Optional.empty() : Optional.of(address(bytes));
    }

    /** The same address without the name it was found by, so that nobody looks that up again. */
    static InetAddress nameless(InetAddress address) {
        return address(address.getAddress());
    }

    static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", wrongLength);
        }
    }

    private static final class Prefix {

        private final byte[] start;
        private final int bits;

        private Prefix(byte[] start, int bits) {
            this.start = start;
            this.bits = bits;
        }

        static Prefix of(String start, int bits) {
            return new Prefix(NetUtil.createByteArrayFromIpAddressString(start), bits);
        }

        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
