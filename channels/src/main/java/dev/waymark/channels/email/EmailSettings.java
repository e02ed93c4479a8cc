package dev.waymark.channels.email;

import dev.waymark.channels.Secret;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * The relay that takes our mail.
 *
 * @param port on 465 TLS comes first and {@code startTls} is not looked at
 * @param password asked for where there is a {@code user}
 * @param atOnce mails under way, each on a connection of its own
 * @param waiting mails that wait for one
 * @param idle after so long without a byte a connection is cut
 * @param timeout for a whole attempt
 * @param trust who is believed under TLS, where it is not the Java runtime's own list
 */
public record EmailSettings(
        String host,
        int port,
        MailAddress from,
        StartTls startTls,
        Optional<String> user,
        Optional<Secret> password,
        int atOnce,
        int waiting,
        Duration idle,
        Duration timeout,
        Optional<TrustOptions> trust) {

    private static final int TLS_FIRST = 465;

    /** Whether a plain connection is turned into TLS. All but {@code REQUIRED} is for a relay on this machine. */
    public enum StartTls {
        REQUIRED,
        /** Where it is offered, without asking by whom. */
        OPTIONAL,
        OFF
    }

    public EmailSettings {
        if (port != TLS_FIRST && startTls != StartTls.REQUIRED && !isLoopback(host)) {
            throw new IllegalArgumentException("startTls optional and off are for a loopback host only");
        }
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("user and password go together");
        }
    }

    /** Without login, and the usual bounds. */
    public static EmailSettings of(String host, int port, MailAddress from, StartTls startTls) {
        return new EmailSettings(
                host,
                port,
                from,
                startTls,
                Optional.empty(),
                Optional.empty(),
                8,
                256,
                Duration.ofSeconds(20),
                Duration.ofSeconds(45),
                Optional.empty());
    }

    public EmailSettings withLogin(String name, Secret secret) {
        return new EmailSettings(
                host,
                port,
                from,
                startTls,
                Optional.of(name),
                Optional.of(secret),
                atOnce,
                waiting,
                idle,
                timeout,
                trust);
    }

    public EmailSettings withTimeouts(Duration newIdle, Duration newTimeout) {
        return new EmailSettings(
                host, port, from, startTls, user, password, atOnce, waiting, newIdle, newTimeout, trust);
    }

    public EmailSettings withTrust(TrustOptions other) {
        return new EmailSettings(
                host, port, from, startTls, user, password, atOnce, waiting, idle, timeout, Optional.of(other));
    }

    /** Whether {@code host} is this machine by its very name. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    boolean tlsFirst() {
        return port == TLS_FIRST;
    }
}
