package dev.waymark.gateway.pg;

import dev.waymark.channels.Secret;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Which PostgreSQL to use: one that somebody runs, or the gateway's own in its data directory. */
public sealed interface DatabaseSettings {

    /** One answer for each kind. */
    <T> T fold(Function<External, T> external, Function<Embedded, T> embedded);

    /**
     * Reads {@code postgresql://user@host:port/database[?sslmode=…&sslrootcert=…]}. Fails with {@link
     * IllegalArgumentException}, whose message says what to write instead.
     */
    static External parse(String url, Secret password) {
        return DatabaseUrl.parse(url, password);
    }

    /** How far the connection to the server is encrypted, and whom it trusts; the words of libpq. */
    enum Tls {
        /** Never encrypted. */
        DISABLE("disable"),
        /** Encrypted where the server can; the default towards a loopback host. */
        PREFER("prefer"),
        /** Encrypted, whatever the certificate; the default towards any other host. */
        REQUIRE("require"),
        /** The certificate must come from a trusted authority. */
        VERIFY_CA("verify-ca"),
        /** … and name the host. */
        VERIFY_FULL("verify-full");

        private final String word;

        Tls(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * A PostgreSQL, 15 or later, that somebody runs.
     *
     * @param rootCertificate PEM file of the authorities to trust; without it, those of the Java runtime
     */
    record External(
            String host,
            int port,
            String database,
            String user,
            Secret password,
            Tls tls,
            Optional<Path> rootCertificate)
            implements DatabaseSettings {

        @Override
        public <T> T fold(Function<External, T> external, Function<Embedded, T> embedded) {
            return external.apply(this);
        }

        /** Where it is, without user and password. */
        public String place() {
            return host + ":" + port + "/" + database;
        }
    }

    /** The gateway's own PostgreSQL, kept in {@code dataDir}. */
    record Embedded(Path dataDir) implements DatabaseSettings {

        @Override
        public <T> T fold(Function<External, T> external, Function<Embedded, T> embedded) {
            return embedded.apply(this);
        }
    }
}
