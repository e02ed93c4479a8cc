package dev.waymark.load;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The load report: a table, and the same as pictures. */
final class ReportPage {

    private static final double FAIR = 0.8;

    private final Map<String, List<Sample>> samples;
    private final Map<String, List<Double>> rates;

    ReportPage(Map<String, List<Sample>> samples, Map<String, List<Double>> rates) {
        this.samples = samples;
        this.rates = rates;
    }

    private record Bar(String name, double value) {}

    private Sample last(String name) {
        List<Sample> all = samples.getOrDefault(name, List.of());
        return all.get(all.size() - 1);
    }

    /** Events a second: the median of the rounds. */
    private double rate(String name) {
        List<Double> sorted =
                rates.getOrDefault(name, List.of()).stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalStateException("no run of " + name);
        }
        return sorted.get(sorted.size() / 2);
    }

    /** What the bare server could do at best: its endpoint's and its statement's time one after the other. */
    private double composed() {
        return 1 / (1 / rate("no database, singles") + 1 / rate("pgbench"));
    }

    /** A baseline that is slow itself would flatter the gateway. */
    boolean isBareServerFair() {
        return rate("bare server, singles") >= FAIR * composed();
    }

    private List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        for (String name : List.of(
                "gateway, singles",
                "bare server, singles",
                "no database, singles",
                "pgbench",
                "gateway, batches",
                "bare server, batches",
                "webhooks of a burst")) {
            bars.add(new Bar(name, rate(name)));
        }
        bars.add(4, new Bar("composed of the two", composed()));
        return bars;
    }

    private List<List<String>> table() {
        List<List<String>> rows = new ArrayList<>();
        bars().forEach(bar -> rows.add(List.of(bar.name(), "%,.0f a second".formatted(bar.value()))));
        rows.add(List.of(
                "gateway / bare server, singles",
                "%.2f".formatted(rate("gateway, singles") / rate("bare server, singles"))));
        rows.add(List.of(
                "gateway / bare server, batches",
                "%.2f".formatted(rate("gateway, batches") / rate("bare server, batches"))));
        rows.add(List.of(
                "bare server / composed (at least 0.8)", "%.2f".formatted(rate("bare server, singles") / composed())));
        for (String name : List.of("gateway, singles", "bare server, singles", "webhook", "alert")) {
            Sample last = last(name);
            rows.add(List.of(
                    name + ": how long",
                    "half within %.1f ms, 90 %% within %.1f ms, 99 %% within %.1f ms"
                            .formatted(last.quantile(0.5), last.quantile(0.9), last.quantile(0.99))));
        }
        return rows;
    }

    String text() {
        return table().stream()
                .map(row -> "%-42s %s%n".formatted(row.get(0), row.get(1)))
                .collect(Collectors.joining());
    }

    String html() {
        String rows = table().stream()
                .map(row -> "<tr><th scope=row>" + row.get(0) + "</th><td>" + row.get(1) + "</td></tr>\n")
                .collect(Collectors.joining());
        return """
                <!doctype html>
                <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Waymark: load report</title>
                <style>
                :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --bar: light-dark(#2a6f6b, #6cc7c0) }
                body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
                th { text-align: left; font-weight: normal; padding-right: 2rem } td { font-variant-numeric: tabular-nums }
                svg { width: 100%%; height: auto } svg text { fill: currentColor; font-size: 13px }
                </style>
                <h1>Load report</h1>
                <p>%s; %s %s, %d cores, Java %s. Generator, server and PostgreSQL share the machine; rates are medians of
                the rounds, in which gateway and bare server take turns with the same requests.</p>
                <h2>How many a second</h2>
                %s
                <h2>How long</h2>
                <p>The share of requests, webhooks and alerts that took at most so long; of webhooks and alerts from the post
                of the event to the arrival, at 50 events a second.</p>
                %s
                <table>%s</table>
                </html>
                """.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        barChart(bars()),
                        curves(),
                        rows);
    }

    private static String barChart(List<Bar> bars) {
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 900 " + (bars.size() * 34)
                + "\" role=img aria-label=\"Rates, as in the table\">\n");
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double width = 560 * bar.value() / most;
            svg.append("<text x=0 y=%d>%s</text><rect x=190 y=%d width=%.1f height=22 rx=3 fill=\"var(--bar)\"/>"
                    .formatted(i * 34 + 20, bar.name(), i * 34 + 4, width));
            svg.append("<text x=%.1f y=%d>%,.0f</text>%n".formatted(198 + width, i * 34 + 20, bar.value()));
        }
        return svg.append("</svg>").toString();
    }

    private String curves() {
        List<String> names = List.of("gateway, singles", "bare server, singles", "webhook", "alert");
        StringBuilder svg =
                new StringBuilder("<svg viewBox=\"0 0 900 340\" role=img aria-label=\"Times, as in the table\">\n");
        for (int decade = 0; decade <= 3; decade++) {
            double x = x(Math.pow(10, decade));
            svg.append(
                    "<line x1=%1$.1f x2=%1$.1f y1=10 y2=300 stroke=currentColor opacity=.2 /><text x=%1$.1f y=318>%2$.0f ms</text>%n"
                            .formatted(x, Math.pow(10, decade)));
        }
        for (int percent : List.of(50, 90, 99)) {
            double y = 300 - 2.9 * percent;
            svg.append(
                    "<line x1=20 x2=880 y1=%1$.1f y2=%1$.1f stroke=currentColor opacity=.1 /><text x=24 y=%2$.1f>%3$d %%</text>%n"
                            .formatted(y, y - 3, percent));
        }
        for (int i = 0; i < names.size(); i++) {
            Sample last = last(names.get(i));
            String points = "";
            for (int percent = 0; percent <= 100; percent++) {
                points += "%.1f,%.1f ".formatted(x(last.quantile(percent / 100.0)), 300 - 2.9 * percent);
            }
            String dash = List.of("none", "8 4", "2 3", "10 3 2 3").get(i);
            svg.append(
                    "<polyline points=\"%s\" fill=none stroke=\"var(--bar)\" stroke-width=2 stroke-dasharray=\"%s\"/>%n"
                            .formatted(points, dash));
            svg.append(
                    "<line x1=700 x2=740 y1=%1$d y2=%1$d stroke=\"var(--bar)\" stroke-width=2 stroke-dasharray=\"%2$s\"/>"
                            .formatted(200 + i * 22, dash));
            svg.append("<text x=748 y=%d>%s</text>%n".formatted(204 + i * 22, names.get(i)));
        }
        return svg.append("</svg>").toString();
    }

    /** A logarithmic scale from 0.3 ms to 2 s. */
    private static double x(double milliseconds) {
        double from = Math.log10(0.3);
        double span = Math.log10(2_000) - from;
        return 20 + 860 * Math.min(1, Math.max(0, (Math.log10(Math.max(milliseconds, 0.3)) - from) / span));
    }
}
