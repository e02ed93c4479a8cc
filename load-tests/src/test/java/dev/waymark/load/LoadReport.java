package dev.waymark.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The load report: signed intake beside a bare server, webhooks and alerts, written as a page. Rates are medians over
 * rounds in which gateway and bare server take turns with the very same requests.
 */
public final class LoadReport {

    private static final Path JAR = Path.of(System.getProperty("waymark.jar", "gateway/target/waymark.jar"))
            .toAbsolutePath()
            .normalize();
    private static final Path FOLDER = Path.of("load-tests", "target", "report");
    private static final int ROUNDS = Integer.getInteger("waymark.rounds", 3);
    private static final int EVENTS = Integer.getInteger("waymark.events", 20_000);
    private static final int IN_BATCH = 100;
    private static final int CASES = 2_000;
    private static final int CONNECTIONS = 128;
    private static final int BATCH_CONNECTIONS = 8;
    private static final int TOLD = Integer.getInteger("waymark.told", 5_000);
    private static final String PASSWORD = "a load test signs in";

    private final Map<String, List<Sample>> samples = new HashMap<>();
    private final Map<String, List<Double>> rates = new HashMap<>();
    private int used;

    public static void main(String[] args) throws Exception {
        new LoadReport().run();
    }

    private void run() throws Exception {
        String hash = ChildProcess.run(
                        List.of("java", "-jar", JAR.toString(), "hash-password"), Map.of(), PASSWORD + "\n")
                .strip();
        try (FarEndpoint pharmacy = new FarEndpoint(false)) {
            HubAndPharmacy configuration = HubAndPharmacy.told(pharmacy, hash);
            URI url = OwnGateway.freeAddress();
            Path home = FOLDER.resolve("gateway");
            try (OwnGateway gateway = OwnGateway.start(JAR, List.of("-Xmx1g"), home, url, configuration)) {
                RequestSigner signer = new RequestSigner(configuration.hub().key(), url, false);
                Cases cases = new Cases("load", "L" + Long.toString(System.currentTimeMillis(), 36), CASES);
                cases.enrol(url, signer, HubAndPharmacy.ENROLMENT);
                intake(url, signer, cases, gateway, home);
                told(url, signer, cases, pharmacy);
            }
        }
        ReportPage page = new ReportPage(samples, rates);
        Files.writeString(FOLDER.resolve("index.html"), page.html());
        System.out.print(page.text());
        System.out.println("the page: " + FOLDER.resolve("index.html").toAbsolutePath());
        if (!page.isBareServerFair()) {
            System.exit(1);
        }
    }

    private void intake(URI url, RequestSigner signer, Cases cases, OwnGateway gateway, Path home) throws Exception {
        List<String> lines = Files.readAllLines(home.resolve(Path.of("waymark-data", "data", "postmaster.pid")));
        String database = lines.get(3).strip();
        Map<String, String> secret = Map.of(
                "PGPASSWORD",
                Files.readString(home.resolve(Path.of("waymark-data", "postgres.password")))
                        .strip());
        List<String> make = ChildProcess.java(JAR, BareDatabase.class, database, "" + CASES);
        make.addAll(migrations());
        ChildProcess.run(make, secret, "");
        PgBench pgbench = new PgBench(FOLDER, database, secret, CASES);
        HttpClient client = HttpClient.newHttpClient();
        try (ChildProcess bare = bare(database, secret);
                ChildProcess empty = bare("none", secret)) {
            for (int round = 0; round <= ROUNDS; round++) {
                String kept = round == 0 ? "warming up " : "";
                List<byte[]> singles = SignedEvents.sign(signer, cases, next(EVENTS), EVENTS, true).all().stream()
                        .map(event -> Wire.bytes(url, SignedEvents.CONTENT_TYPE, event.request()))
                        .toList();
                take(kept + "gateway, singles", url.getPort(), singles, 1, CONNECTIONS);
                settle(gateway);
                Gathered before = Gathered.by(client, bare.port());
                take(kept + "bare server, singles", bare.port(), singles, 1, CONNECTIONS);
                int rows = Gathered.by(client, bare.port()).rowsARoundSince(before);
                take(kept + "no database, singles", empty.port(), singles, 1, CONNECTIONS);
                List<byte[]> batches =
                        SignedBatches.sign(signer, cases, next(EVENTS), EVENTS / IN_BATCH, IN_BATCH).stream()
                                .map(signed -> Wire.bytes(url, SignedBatches.CONTENT_TYPE, signed))
                                .toList();
                take(kept + "gateway, batches", url.getPort(), batches, IN_BATCH, BATCH_CONNECTIONS);
                settle(gateway);
                take(kept + "bare server, batches", bare.port(), batches, IN_BATCH, BATCH_CONNECTIONS);
                if (round > 0) {
                    double rate = pgbench.eventsPerSecond(rows);
                    System.out.printf("%-40s %,8.0f events a second, %d a statement%n", "pgbench", rate, rows);
                    rates.computeIfAbsent("pgbench", any -> new ArrayList<>()).add(rate);
                }
            }
        }
    }

    private static ChildProcess bare(String database, Map<String, String> secret) throws InterruptedException {
        int port = OwnGateway.freeAddress().getPort();
        return ChildProcess.start(
                port,
                ChildProcess.java(JAR, BareServer.class, "" + port, database),
                secret,
                FOLDER.resolve("bare-" + database + ".log"));
    }

    private int next(int count) {
        used += count;
        return used - count;
    }

    private void take(String name, int port, List<byte[]> requests, int events, int connections)
            throws InterruptedException {
        Sample sample = Wire.post(port, requests, events, connections);
        System.out.printf(
                "%-40s %,8.0f events a second, median %.1f ms%n", name, sample.perSecond(), sample.quantile(0.5));
        samples.computeIfAbsent(name, any -> new ArrayList<>()).add(sample);
        rates.computeIfAbsent(name, any -> new ArrayList<>()).add(sample.perSecond());
    }

    /** What the gateway still does about the events it took must not be paid by what is measured next. */
    private static void settle(OwnGateway gateway) throws InterruptedException {
        long before;
        long after = gateway.cpu().toMillis();
        do {
            before = after;
            TimeUnit.SECONDS.sleep(1);
            after = gateway.cpu().toMillis();
        } while (after - before > 200);
    }

    private void told(URI url, RequestSigner signer, Cases cases, FarEndpoint pharmacy) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String token = AlertListener.signIn(client, url, HubAndPharmacy.MANAGER, PASSWORD);
        Steady steady = new Steady(client, url, signer, cases, pharmacy, AlertListener.open(client, url, token));
        steady.run(200);
        samples.put("webhook", List.of(steady.webhooks()));
        samples.put("alert", List.of(steady.alerts()));
        int before = pharmacy.arrived().size();
        List<byte[]> posts = steady.burst(TOLD).stream()
                .map(signed -> Wire.bytes(url, SignedEvents.CONTENT_TYPE, signed))
                .toList();
        long began = System.nanoTime();
        Wire.post(url.getPort(), posts, 1, CONNECTIONS);
        long end = began + TimeUnit.MINUTES.toNanos(3);
        while (pharmacy.arrived().size() < before + TOLD && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        int arrived = pharmacy.arrived().size() - before;
        if (arrived < TOLD) {
            throw new IllegalStateException("of %d webhooks %d arrived".formatted(TOLD, arrived));
        }
        rates.put("webhooks of a burst", List.of(TOLD * 1e9 / (System.nanoTime() - began)));
    }

    private static List<String> migrations() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            try (Stream<JarEntry> entries = jar.stream()) {
                return entries.map(JarEntry::getName)
                        .filter(name -> name.matches("db/V.*\\.sql"))
                        .sorted(Comparator.naturalOrder())
                        .toList();
            }
        }
    }
}
