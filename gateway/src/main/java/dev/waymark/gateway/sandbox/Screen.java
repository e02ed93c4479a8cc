package dev.waymark.gateway.sandbox;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The one screen: redrawn in place on a terminal, a line now and then elsewhere. Belongs to one thread. */
public final class Screen {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int BAR = 30;
    private static final String CLEAR = "\u001b[H\u001b[2J";
    private static final String TO_LINE_END = "\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private int tenths = -1;

    public Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** How far the story has come, on one line. */
    void progress(Instant from, Instant now, Instant until, int scenes) {
        double part = (double) Duration.between(from, now).toMillis()
                / Math.max(1, Duration.between(from, until).toMillis());
        int percent = (int) Math.min(100, Math.round(part * 100));
        String line = "  " + "#".repeat(percent * BAR / 100) + ".".repeat(BAR - percent * BAR / 100) + " "
                + "%3d %%  %s  %d events".formatted(percent, DAY.format(now), scenes);
        if (terminal) {
            out.print("\r" + line + TO_LINE_END + (percent == 100 ? "\n" : ""));
        } else if (percent / 10 > tenths) {
            tenths = percent / 10;
            out.println(line);
        }
        out.flush();
    }

    /** The whole summary. */
    void show(Summary summary, Greeting greeting) {
        if (terminal) {
            out.print(CLEAR);
        }
        lines(summary, greeting).forEach(out::println);
        out.flush();
    }

    /** One line, for where nothing can be redrawn. */
    void line(Summary summary) {
        out.println(DAY.format(summary.asOf()) + "  milestones " + summary.milestones() + "  tasks open "
                + summary.open() + ", answered " + summary.answered() + "  "
                + summary.rates().stream()
                        .map(rate -> rate.partner() + " " + rate.rate())
                        .collect(Collectors.joining("  ")));
        out.flush();
    }

    boolean terminal() {
        return terminal;
    }

    static List<String> lines(Summary summary, Greeting greeting) {
        List<String> lines = new ArrayList<>();
        lines.add("Waymark demo   " + DAY.format(summary.asOf()) + " UTC   Ctrl-C ends it");
        lines.add("");
        lines.add("  %d cases, %d milestones taken".formatted(summary.cases(), summary.milestones()));
        lines.add("  tasks: %d asked, %d answered, %d open, %d of them overdue"
                .formatted(summary.tasks(), summary.answered(), summary.open(), summary.overdue()));
        lines.add("");
        lines.add("  Messages");
        summary.messages().forEach((channel, states) -> lines.add("    %-8s %s".formatted(channel, counts(states))));
        lines.add("");
        lines.add("  Answered within 24 h");
        summary.rates()
                .forEach(rate -> lines.add("    %-10s %6s   (%d of %d due)"
                        .formatted(rate.partner(), rate.rate(), rate.within(), rate.due())));
        lines.add("");
        Summary.Trouble trouble = summary.trouble();
        lines.add("  %s misbehaves on purpose: 500, resets, answers too slowly".formatted(Town.TROUBLE));
        lines.add("    attempts: " + counts(trouble.attempts()));
        lines.add(
                "    %d messages are tried again later, and stand in its inbox meanwhile".formatted(trouble.waiting()));
        lines.add(
                "    its people answered %d of %d tasks all the same: by the link in their mail, or by what they reported"
                        .formatted(trouble.answered(), trouble.tasks()));
        summary.mishaps().forEach((what, count) -> lines.add("  ! %d x %s".formatted(count, what)));
        lines.add("");
        lines.add(
                "  Console   " + greeting.console() + "   sign in as " + greeting.user() + " / " + greeting.password());
        lines.add("  Send one  " + greeting.send());
        return lines;
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }
}
