package dev.waymark.gateway.sandbox;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code demo --once}: one milestone, all the way, each leg looked at where it arrives. Begins some days back, at an hour
 * at which texts may go out, and steps over the day after which the answer counts.
 *
 * <pre>
 *   signed ▶ 202 ▶ mail, text, webhook, alert, inbox ▶ acknowledged ▶ link read ▶ (a day later) response rate
 * </pre>
 */
public final class Tour {

    /** Late morning or noon on the east coast, summer and winter. */
    private static final LocalTime BY_DAY = LocalTime.of(16, 0);

    private static final int DAYS_BACK = 3;

    private final Screen screen;
    private final Site site;
    private final Seen seen = new Seen();
    private final Sights sights;
    private final List<Leg> legs = new ArrayList<>();

    public Tour(Folder folder, Screen screen, Rest rest, SecureRandom random) {
        this.screen = screen;
        this.site = new Site(folder, random);
        this.sights = new Sights(site, seen, rest);
    }

    /** Something that is to be seen; says what was, or fails. */
    @FunctionalInterface
    private interface Look {
        String see() throws InterruptedException;
    }

    /** Names what was not seen; empty if all was. */
    public Optional<String> run() throws InterruptedException {
        try {
            screen.say("Starting PostgreSQL, the gateway, and everybody around it, on this machine alone …");
            leg("gateway started", () -> {
                site.open(seen, (now, before) -> Duration.between(someDaysBefore(now), now));
                return site.url.toString();
            });
            if (legs.get(0).seen()) {
                look();
            }
        } finally {
            site.close();
        }
        site.mishaps.counts().forEach((what, count) -> screen.say("  !     " + count + " x " + what));
        String failed = legs.stream().filter(leg -> !leg.seen()).map(Leg::name).collect(Collectors.joining(", "));
        screen.say(failed.isEmpty() ? "Every leg was seen." : "");
        return Optional.of(failed).filter(names -> !names.isEmpty());
    }

    private static Instant someDaysBefore(Instant now) {
        return now.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(DAYS_BACK)
                .atTime(BY_DAY)
                .toInstant(ZoneOffset.UTC);
    }

    private void look() throws InterruptedException {
        leg("cases enrolled", sights::enrolled);
        leg("WebSocket open", sights::listening);
        leg("signed milestone answered 202", sights::accepted);
        leg("mail at the SMTP server", sights::mailed);
        leg("text at the provider", sights::texted);
        leg("webhook with verified signature", sights::asked);
        leg("alert over the WebSocket", sights::alerted);
        leg("inbox", sights::inbox);
        leg("acknowledgement", sights::acknowledged);
        leg("patient's link page", sights::linkRead);
        leg("response rate, a day later", sights::measured);
    }

    private void leg(String name, Look look) throws InterruptedException {
        Leg leg;
        try {
            leg = new Leg(name, true, look.see());
        } catch (Waits.Failed notSeen) {
            leg = new Leg(name, false, String.valueOf(notSeen.getMessage()));
        }
        legs.add(leg);
        screen.say(leg.line());
    }
}
