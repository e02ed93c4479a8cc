package dev.waymark.gateway.pg;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.files.OwnFiles;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import dev.waymark.gateway.pg.DatabaseSettings.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one embedded server, and the steps of its life. Blocking; used by one thread at a time. */
final class Cluster {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final String SUPERUSER = "postgres";
    private static final String NAME = "waymark";

    /** Long, because after a crash the log of all that was not yet in its place is read again. */
    private static final Duration START = Duration.ofMinutes(10);

    private static final Duration STOP = Duration.ofMinutes(2);
    private static final Duration INIT = Duration.ofMinutes(5);

    /** pg_ctl hands the path to a shell, in double quotes. */
    private static final Pattern UNSAFE = Pattern.compile("[\"$`\\\\'\\p{Cntrl}]");

    private final Path data;
    private final Path logs;
    private final PostgresCommand command;
    private final Secret password;

    private Cluster(Path data, Path logs, PostgresCommand command, Secret password) {
        this.data = data;
        this.logs = logs;
        this.command = command;
        this.password = password;
    }

    static Cluster in(Path home, Path binaries, SecureRandom random) throws IOException {
        if (UNSAFE.matcher(home.toString()).find()) {
            throw new DatabaseRefused("dataDir " + home
                    + " has a quote, backslash, $ or control character in its path: name another dataDir");
        }
        Path data = home.resolve("data");
        Path logs = DataDirOwner.directory(home.resolve("logs"));
        PostgresCommand command = PostgresCommand.in(PostgresBinaries.unpack(binaries), logs);
        Path passwordFile = home.resolve("postgres.password");
        if (!Files.isDirectory(data)) {
            initialise(home, command, passwordFile, random);
        }
        refuseOtherVersion(data, command);
        return new Cluster(data, logs, command, password(passwordFile));
    }

    /** Made aside and renamed, so that a start which is cut off leaves nothing that looks like a cluster. */
    private static void initialise(Path home, PostgresCommand command, Path passwordFile, SecureRandom random)
            throws IOException {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        OwnFiles.replace(passwordFile, HexFormat.of().formatHex(bytes) + "\n");
        Path aside = home.resolve("data.new");
        OwnFiles.deleteTree(aside);
        command.run(
                INIT,
                "initdb",
                List.of(
                        "--pgdata=" + aside,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth-host=scram-sha-256",
                        "--auth-local=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--data-checksums"));
        ServerSettings.include(aside);
        Files.move(aside, home.resolve("data"));
    }

    private static void refuseOtherVersion(Path data, PostgresCommand command) throws IOException {
        String wrote = Files.readString(data.resolve("PG_VERSION")).strip();
        String here = command.majorVersion();
        if (!wrote.equals(here)) {
            throw new DatabaseRefused("the data in " + data + " was written by PostgreSQL " + wrote
                    + ", this Waymark carries PostgreSQL " + here
                    + ": dump it with the Waymark that wrote it and load the dump into an empty dataDir");
        }
    }

    private static Secret password(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new DatabaseRefused("the embedded database's password file " + file
                    + " is missing: restore it from the backup of dataDir");
        }
        return new Secret(Files.readString(file).strip());
    }

    External start(Map<String, String> settings) throws IOException {
        stopWhatAKilledGatewayLeft();
        int port = freePort();
        ServerSettings.write(data, logs, port, settings);
        try {
            Path log = logs.resolve("start.log");
            Files.deleteIfExists(log);
            command.run(
                    START,
                    "pg_ctl",
                    List.of(
                            "start",
                            "-w",
                            "-s",
                            "-t",
                            seconds(START.minusSeconds(10)),
                            "-D",
                            data.toString(),
                            "-l",
                            log.toString()));
        } catch (IOException failed) {
            throw new DatabaseRefused(
                    "the embedded PostgreSQL in " + data + " does not start; " + logs + " tells more. " + strangerHint()
                            + failed.getMessage(),
                    failed);
        }
        External superuser = superuser(port);
        try {
            makeDatabase(superuser);
        } catch (SQLException refused) {
            stop();
            throw new DatabaseRefused(
                    "the embedded PostgreSQL in " + data + " refused the gateway: " + refused.getMessage(), refused);
        }
        return new External(superuser.host(), port, NAME, NAME, password, Tls.DISABLE, Optional.empty());
    }

    /** Signals nobody but this cluster's own server: one that crashed may have left its number to another process. */
    void stop() throws IOException {
        if (Postmaster.of(data).filter(Postmaster::isOurs).isPresent()) {
            command.run(
                    STOP.plusSeconds(10),
                    "pg_ctl",
                    List.of("stop", "-w", "-s", "-m", "fast", "-t", seconds(STOP), "-D", data.toString()));
        }
    }

    External superuser(int port) {
        return new External("127.0.0.1", port, "postgres", SUPERUSER, password, Tls.DISABLE, Optional.empty());
    }

    private void stopWhatAKilledGatewayLeft() throws IOException {
        Optional<Postmaster> left = Postmaster.of(data);
        if (left.isPresent() && left.get().isOurs()) {
            LOG.info(
                    "the gateway before this one did not stop its PostgreSQL, {}: stopping it",
                    left.get().described());
            stop();
        }
    }

    private String strangerHint() throws IOException {
        return Postmaster.of(data)
                .filter(named -> named.isAlive() && !named.isOurs())
                .map(
                        named -> data.resolve("postmaster.pid") + " names " + named.described()
                                + ", which was not started on this folder: when you are sure that no PostgreSQL uses it, delete that file. ")
                .orElse("");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    /** The password is of hexadecimal digits only, so it may stand in a statement. */
    private void makeDatabase(External superuser) throws SQLException {
        try (Connection connection = Connecting.jdbc(superuser).getConnection();
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "select 1 from pg_roles where rolname = 'waymark'")) {
                statement.execute("create role waymark login password '" + password.reveal() + "'");
            }
            if (isMissing(statement, "select 1 from pg_database where datname = 'waymark'")) {
                statement.execute("create database waymark owner waymark");
            }
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
