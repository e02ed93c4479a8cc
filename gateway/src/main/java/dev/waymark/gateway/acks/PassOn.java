package dev.waymark.gateway.acks;

import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.outbox.NewAlert;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.rendering.PartnerEvent;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;

/** Passes what somebody wrote to the managers of the case, as an urgent alert to be acknowledged; the words sealed. */
final class PassOn {

    private final PgOutbox outbox;
    private final Sealing sealing;
    private final Ids ids;

    PassOn(PgOutbox outbox, Sealing sealing, Ids ids) {
        this.outbox = outbox;
        this.sealing = sealing;
        this.ids = ids;
    }

    /** @param callback names the text: of two with one name there is one alert */
    Future<Void> toManagers(SqlClient tx, Situation situation, Notification answered, String callback, String words) {
        AlertId id = new AlertId(ids.next());
        RecordedMilestone milestone = PartnerEvent.milestone(answered, situation);
        return sealing.keyUnlessForgotten(tx, Scope.of(answered.caseId()))
                .map(kept -> new NewAlert(
                        answered.caseId(),
                        id,
                        situation.careCase().ref().program(),
                        "reply",
                        milestone.code().value(),
                        "urgent",
                        Optional.of(milestone.id()),
                        Optional.of(answered.id()),
                        true,
                        "reply/" + callback,
                        kept.map(key -> sealing.seal(key, NewAlert.wordsCell(id), Buffer.buffer(words))),
                        Optional.empty()))
                .compose(alert -> outbox.put(tx, List.of(), List.of(alert)));
    }
}
