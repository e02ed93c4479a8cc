package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.sandbox.GatewayClient.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Everybody who gets messages in the story, and what they do about them: partners acknowledge and say how far they are,
 * patients read, answer OK, or want no more. Each as their habits are, each over the interface that they would use.
 */
final class People implements Neighbours {

    private static final Duration TEXT_TRAVELS = Duration.ofSeconds(4);
    private static final double SAYS_STARTED = 0.3;
    private static final double PUTS_ON_HOLD = 0.34;
    private static final double ANSWERS_OK = 0.2;
    private static final double HAS_A_QUESTION = 0.21;
    private static final double WANTS_NO_MORE = 0.216;

    private final Map<PartnerId, Habits> partners;
    private final Habits patients;
    private final Agenda agenda;
    private final Supplier<Instant> now;
    private final GatewayClient gateway;
    private final Map<PartnerId, PartnerSystem> systems;
    private final TextCallbacks texts;
    private final Map<String, Integer> got = new ConcurrentHashMap<>();
    private volatile UnaryOperator<Duration> haste = delay -> delay;

    People(
            long seed,
            Agenda agenda,
            Supplier<Instant> now,
            GatewayClient gateway,
            Map<PartnerId, PartnerSystem> systems,
            TextCallbacks texts) {
        this.partners = Map.of(
                Town.HUB, new Habits(seed, 0.86, 0.09),
                Town.PHARMACY, new Habits(seed, 0.8, 0.12));
        this.patients = new Habits(seed, 0.45, 0.15);
        this.agenda = agenda;
        this.now = now;
        this.gateway = gateway;
        this.systems = Map.copyOf(systems);
        this.texts = texts;
    }

    /** From now on people are at their desks: what took them an hour takes seconds. */
    void hurry(UnaryOperator<Duration> shorter) {
        haste = shorter;
    }

    @Override
    public void asked(PartnerId partner, JsonObject event) {
        JsonObject data = event.getJsonObject("data");
        Habits habits = partners.get(partner);
        JsonObject task = data.getJsonObject("task");
        if (habits == null || task == null || !"waymark.task.requested".equals(event.getString("type"))) {
            return;
        }
        // not by the ids, which are new each time: the same story is answered alike
        String thing = partner + " " + data.getString("case") + " " + task.getString("action");
        String notification = data.getString("notification");
        habits.after(thing)
                .ifPresent(delay ->
                        at(delay, () -> act(partner, notification, task.getString("task"), habits.luck(thing))));
    }

    private Future<?> act(PartnerId partner, String notification, String task, double luck) {
        PartnerSystem system = systems.get(partner);
        if (system == null) {
            return Future.succeededFuture();
        }
        if (luck < SAYS_STARTED) {
            return tolerant(system.status(task, new JsonObject().put("status", "in-progress")), "task status");
        }
        if (luck < PUTS_ON_HOLD) {
            return tolerant(
                    system.status(
                            task,
                            new JsonObject().put("status", "on-hold").put("reason", "waiting for the prescriber")),
                    "task status");
        }
        return tolerant(system.acknowledge(notification, TownHall.contactOf(partner)), "acknowledgment");
    }

    /** What was completed or cancelled meanwhile is answered 409, and that is in order. */
    private static Future<Reply> tolerant(Future<Reply> reply, String asked) {
        return reply.compose(
                answer -> answer.status() == 409 ? Future.succeededFuture(answer) : answer.orFail("POST " + asked));
    }

    @Override
    public void mailed(Letter letter) {
        letter.link().ifPresent(link -> {
            boolean wobbly = letter.to().equals(TownHall.contactOf(Town.TROUBLE));
            boolean desk = letter.to().endsWith(".example");
            // the desks of those whose endpoint works look at that
            if (!desk || wobbly) {
                patients.after(nth(letter.to())).ifPresent(delay -> at(delay, () -> read(link)));
            }
        });
    }

    private Future<?> read(URI link) {
        return gateway.call(HttpMethod.POST, link.getRawPath(), Map.of(), Buffer.buffer())
                .compose(reply -> reply.orFail("POST /a/…"));
    }

    @Override
    public void texted(Text text) {
        at(TEXT_TRAVELS, () -> texts.status(text.notification(), "delivered")
                .compose(reply -> reply.orFail("POST /v1/sms/main/status")));
        String thing = nth(text.to());
        String words = words(patients.luck(thing));
        if (!words.isEmpty()) {
            patients.after(thing)
                    .ifPresent(delay ->
                            at(delay.plus(TEXT_TRAVELS), () -> texts.inbound(text.notification(), text.to(), words)
                                    .compose(reply -> reply.orFail("POST /v1/sms/main/inbound"))));
        }
    }

    /** Not by the time, which differs a little each time. */
    private String nth(String to) {
        return to + " " + got.merge(to, 1, Integer::sum);
    }

    private static String words(double luck) {
        if (luck < ANSWERS_OK) {
            return "OK";
        }
        if (luck < HAS_A_QUESTION) {
            return "Do I have to be at home when it comes?";
        }
        return luck < WANTS_NO_MORE ? "STOP" : "";
    }

    private void at(Duration delay, Agenda.Deed deed) {
        agenda.add(now.get().plus(haste.apply(delay)), deed);
    }
}
