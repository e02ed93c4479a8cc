package dev.waymark.channels.webhook;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code egress.allow}: {@code host:port} or {@code address:port}, IPv6 in brackets, to which the gateway goes all the same. */
public final class AllowList {

    private static final Pattern ENTRY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:/@\\s\\[\\]]+):([0-9]{1,5})");

    private final Set<String> entries;

    private AllowList(Set<String> entries) {
        this.entries = entries;
    }

    /** Fails with {@link IllegalArgumentException}, naming the entry that is not of the form. */
    public static AllowList of(Collection<String> entries) {
        return new AllowList(entries.stream().map(AllowList::normalised).collect(Collectors.toUnmodifiableSet()));
    }

    /** {@code host} without brackets. */
    boolean has(String host, int port) {
        return entries.contains(key(host.toLowerCase(Locale.ROOT), port));
    }

    private static String normalised(String entry) {
        Matcher parts = ENTRY.matcher(entry.strip());
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65535) {
            throw new IllegalArgumentException("write host:port instead of " + entry);
        }
        String host = parts.group(1).toLowerCase(Locale.ROOT);
        return key(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host, Integer.parseInt(parts.group(2)));
    }

    private static String key(String host, int port) {
        return Addresses.literal(host).map(Addresses::text).orElse(host) + " " + port;
    }
}
