package dev.waymark.load;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What years of tasks cost the measure: by partner over 90 days, asked of a gateway that holds four years and of one that
 * holds those 90 days alone, in turns; and which rows its plan reads.
 */
public final class MeasureOverYears {

    private static final long TASKS = Long.getLong("waymark.tasks", 10_000_000L);
    private static final int RUNS = Integer.getInteger("waymark.runs", 9);
    private static final int DAYS = Integer.getInteger("waymark.days", 90);
    private static final Path JAR = Path.of(System.getProperty("waymark.jar", "gateway/target/waymark.jar"));
    private static final Path FOLDER = Path.of("load-tests", "target", "measure");
    private static final double MOST = 1.5;
    private static final Pattern SCAN =
            Pattern.compile("(\\w[\\w ]*Scan)(?: using (\\w+))? on task t .*rows=([\\d.]+) loops=(\\d+)");

    private MeasureOverYears() {}

    /** A gateway, its table, and who asks it. */
    private record Side(String name, OwnGateway gateway, FilledTasks tasks, URI url, String token) {}

    public static void main(String[] args) throws Exception {
        FortyPartners configuration = new FortyPartners(JAR);
        Instant until = Instant.now().truncatedTo(ChronoUnit.HOURS);
        Instant from = until.minus(Duration.ofDays(DAYS));
        HttpClient client = HttpClient.newHttpClient();
        Side years = start("years", configuration, client, until, until.minus(Duration.ofDays(10_000)));
        Side days = start("days", configuration, client, until, from);
        boolean held = true;
        try {
            for (String clock : List.of("elapsed", "working")) {
                held &= compare(client, years, days, clock, from, until);
            }
            held &= readsNoOther(years.tasks(), from, until);
        } finally {
            years.gateway().close();
            days.gateway().close();
        }
        System.exit(held ? 0 : 1);
    }

    private static Side start(String name, FortyPartners configuration, HttpClient client, Instant until, Instant from)
            throws IOException, InterruptedException, SQLException {
        URI url = OwnGateway.freeAddress();
        Path folder = FOLDER.resolve(name);
        OwnGateway gateway = OwnGateway.start(JAR, List.of("-Xmx512m"), folder, url, configuration);
        FilledTasks tasks = FilledTasks.in(folder);
        long began = System.nanoTime();
        tasks.fill(TASKS, until, from);
        System.out.printf(
                "%s: %,d tasks, the table %s, filled in %d s%n",
                name,
                tasks.count(Instant.EPOCH, until.plus(Duration.ofDays(1))),
                tasks.size(),
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
        return new Side(name, gateway, tasks, url, FortyPartners.signIn(client, url));
    }

    private static boolean compare(HttpClient client, Side years, Side days, String clock, Instant from, Instant until)
            throws IOException, InterruptedException {
        String target = "/v1/responsiveness?groupBy=partner&clock=" + clock + "&from=" + from + "&until=" + until
                + "&asOf=" + until;
        if (!ask(client, years, target).equals(ask(client, days, target))) {
            throw new IllegalStateException("the two gateways answer otherwise");
        }
        List<Double> all = new ArrayList<>();
        List<Double> few = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            Side first = run % 2 == 0 ? years : days;
            Side second = run % 2 == 0 ? days : years;
            double one = time(client, first, target);
            double other = time(client, second, target);
            all.add(run % 2 == 0 ? one : other);
            few.add(run % 2 == 0 ? other : one);
            System.out.printf(
                    "%s, run %d: years %.0f ms, days alone %.0f ms%n", clock, run + 1, all.get(run), few.get(run));
        }
        double ratio = median(all) / median(few);
        System.out.printf(
                "%s, medians of %d: years %.0f ms, days alone %.0f ms: %.2f times, at most %.1f%n",
                clock, RUNS, median(all), median(few), ratio, MOST);
        return ratio <= MOST;
    }

    private static double time(HttpClient client, Side side, String target) throws IOException, InterruptedException {
        long began = System.nanoTime();
        ask(client, side, target);
        return (System.nanoTime() - began) / 1e6;
    }

    private static String ask(HttpClient client, Side side, String target) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(side.url().resolve(target))
                .header("Authorization", "Bearer " + side.token())
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(side.name() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Whether the statement of the jar, explained as it runs, reads through its index the rows of these days alone. */
    private static boolean readsNoOther(FilledTasks tasks, Instant from, Instant until) throws SQLException {
        List<String> plan = tasks.plan(
                statement(),
                List.of(
                        "'" + from + "'",
                        "'" + until + "'",
                        "'" + until + "'",
                        "86400000",
                        "'{load}'",
                        "null",
                        "'partner'",
                        "'{}'",
                        "'{}'",
                        "'{}'",
                        "'{}'",
                        "'{}'"));
        plan.forEach(System.out::println);
        long read = 0;
        boolean index = true;
        for (String line : plan) {
            Matcher scan = SCAN.matcher(line);
            if (scan.find()) {
                read += Math.round(Double.parseDouble(scan.group(3)) * Long.parseLong(scan.group(4)));
                index &= scan.group(1).endsWith("Index Only Scan") && "task_measure".equals(scan.group(2));
            }
        }
        boolean none = plan.stream().noneMatch(line -> line.contains("Rows Removed by"));
        long there = tasks.count(from, until);
        System.out.printf(
                "the plan reads %,d rows of task, through task_measure alone: %s; %,d are of these days%n",
                read, index, there);
        return index && none && read == there;
    }

    /** The very statement of the jar on the class path. */
    private static String statement() {
        try {
            Field rows = Class.forName("dev.waymark.gateway.responsiveness.PgMeasure")
                    .getDeclaredField("ROWS");
            rows.setAccessible(true);
            return (String) rows.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the jar has no measure", e);
        }
    }

    private static double median(List<Double> of) {
        List<Double> sorted = new ArrayList<>(of);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
