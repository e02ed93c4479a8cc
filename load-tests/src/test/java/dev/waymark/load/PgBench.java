package dev.waymark.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statement of {@link BareServer} alone, from PostgreSQL's own generator: as many rounds at once as the server writes. */
final class PgBench {

    private static final int SECONDS = 5;
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private final Path folder;
    private final String port;
    private final Map<String, String> secret;
    private final int cases;

    /** @param secret the environment that holds the password */
    PgBench(Path folder, String port, Map<String, String> secret, int cases) {
        this.folder = folder;
        this.port = port;
        this.secret = secret;
        this.cases = cases;
    }

    /** With {@code rows} events in each statement. */
    double eventsPerSecond(int rows) throws IOException, InterruptedException {
        Path script = folder.resolve("take.sql");
        Files.writeString(script, BareDatabase.script(rows, cases).replace("\n", " ") + "\n");
        String output = ChildProcess.run(
                List.of(
                        "pgbench",
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        Integer.toString(BareServer.INSTANCES),
                        "-j",
                        "1",
                        "-T",
                        Integer.toString(SECONDS),
                        "-f",
                        script.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        port,
                        "-U",
                        "postgres",
                        BareDatabase.NAME),
                secret,
                "");
        Matcher tps = TPS.matcher(output);
        if (!tps.find()) {
            throw new IllegalStateException("pgbench printed " + output);
        }
        return Double.parseDouble(tps.group(1)) * rows;
    }
}
