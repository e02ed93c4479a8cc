package dev.waymark.gateway.deliveries;

import dev.waymark.gateway.cases.CareCase;
import dev.waymark.gateway.cases.Person;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.outbox.Delivery;
import dev.waymark.gateway.outbox.Delivery.Tried;
import dev.waymark.gateway.outbox.Delivery.Waiting;
import dev.waymark.gateway.outbox.Explanations;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.Reason;
import dev.waymark.gateway.rendering.ContentLevel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message, its decision and its attempts, as the API tells of them. Pure. */
final class NotificationJson {

    private NotificationJson() {}

    /** What says nothing of a person. */
    static JsonObject of(Notification notification, CareCase careCase, Delivery delivery, Instant now) {
        String outcome = outcome(notification, delivery, now);
        Optional<Waiting> waiting = delivery.waiting();
        return new JsonObject()
                .put("notification", notification.id().toString())
                .put("case", careCase.ref().toString())
                .put("milestone", notification.milestone().toString())
                .put("task", notification.task().map(Object::toString).orElse(null))
                .put("purpose", notification.purpose().value())
                .put("channel", notification.channel().word())
                .put("template", notification.template())
                .put("outcome", outcome)
                .put("reason", notification.reason())
                .put("why", Explanations.of(notification.reason()))
                .put("urgent", isUrgent(notification))
                .put("heldUntil", time(waiting.map(Waiting::notBefore).filter(until -> outcome.equals("held"))))
                .put("content", delivery.level().or(() -> level(notification)).orElse(null))
                .put("encrypted", delivery.encrypted().orElse(null))
                .put("madeAt", Times.write(notification.madeAt()))
                .put("sentAt", time(notification.sentAt()))
                .put("concludedAt", time(delivery.concludedAt()))
                .put("acknowledgedAt", time(notification.acknowledgedAt()))
                .put("cancelledAt", time(notification.cancelledAt()))
                .put("sentAgain", delivery.sentAgain())
                .put("providerStatus", delivery.providerStatus().orElse(null))
                .put("nextAt", time(waiting.map(NotificationJson::next)))
                .put("lane", waiting.map(NotificationJson::lane).orElse(null));
    }

    /** Whether it goes only because it is urgent: the mail of an alert that nobody acknowledged in time. */
    private static boolean isUrgent(Notification notification) {
        return notification.recipient() instanceof Recipient.OfUser
                && notification.task().isEmpty();
    }

    /** One word: {@code sent} and {@code minimised} went, the latter with no more than that there is news. */
    static String outcome(Notification notification, Delivery delivery, Instant now) {
        return switch (notification.state()) {
            case "due" -> isHeld(notification, delivery, now) ? "held" : "due";
            case "delivered" ->
                delivery.level().filter(ContentLevel.MINIMAL.word()::equals).isPresent() ? "minimised" : "sent";
            default -> notification.state();
        };
    }

    private static boolean isHeld(Notification notification, Delivery delivery, Instant now) {
        return Reason.find(notification.reason()).filter(Reason::holds).isPresent()
                && delivery.waiting()
                        .filter(waiting -> waiting.notBefore().isAfter(now))
                        .isPresent();
    }

    /** What the channel carries before anything went; of mail it is seen only then whether it can be encrypted. */
    private static Optional<String> level(Notification notification) {
        ChannelKind channel = notification.channel();
        if (channel == ChannelKind.EMAIL) {
            return Optional.empty();
        }
        return Optional.of((channel == ChannelKind.SMS ? ContentLevel.MINIMAL : ContentLevel.FULL).word());
    }

    private static Instant next(Waiting waiting) {
        return waiting.nextAt().isAfter(waiting.notBefore()) ? waiting.nextAt() : waiting.notBefore();
    }

    private static JsonObject lane(Waiting waiting) {
        return new JsonObject()
                .put("lane", waiting.lane().name())
                .put("state", waiting.state().name().toLowerCase(Locale.ROOT))
                .put("since", time(waiting.since()))
                .put("notBefore", time(waiting.laneNotBefore()));
    }

    /** Whom it goes to, as far as it names nobody. */
    static JsonObject recipient(Recipient recipient, Optional<Person> person) {
        if (recipient instanceof Recipient.OfPartner partner) {
            return new JsonObject()
                    .put("kind", "partner")
                    .put("partner", partner.partner().value());
        }
        if (recipient instanceof Recipient.OfContact contact) {
            return new JsonObject()
                    .put("kind", "contact")
                    .put("partner", contact.partner().value())
                    .put("position", contact.position());
        }
        if (recipient instanceof Recipient.OfUser user) {
            return new JsonObject().put("kind", "user").put("user", user.user().value());
        }
        return new JsonObject()
                .put("kind", "person")
                .put("relation", person.map(one -> one.relation().wire()).orElse(null));
    }

    static JsonArray attempts(Delivery delivery) {
        JsonArray attempts = new JsonArray();
        for (Tried tried : delivery.attempts()) {
            attempts.add(new JsonObject()
                    .put("n", tried.n())
                    .put("at", Times.write(tried.at()))
                    .put("outcome", tried.outcome())
                    .put("code", tried.code())
                    .put("why", Explanations.of(tried.code()))
                    .put("answered", tried.answered())
                    .put("millis", tried.took().toMillis())
                    .put("nextAt", time(tried.nextAt())));
        }
        return attempts;
    }

    private static @Nullable String time(Optional<Instant> time) {
        return time.map(Times::write).orElse(null);
    }
}
