package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.MilestoneContent;
import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.messages.PgMessages;
import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.sealing.Reader;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens what was written, be it the note of a milestone or the text of a message, for whoever may read it. Collects first,
 * so that one statement opens all. For one use.
 */
public final class OpenWords {

    private final PgMilestones milestones;
    private final PgMessages messages;
    private final Set<RecordedMilestone> recorded = new HashSet<>();
    private final Set<PostedMessage> posted = new HashSet<>();

    public OpenWords(PgMilestones milestones, PgMessages messages) {
        this.milestones = milestones;
        this.messages = messages;
    }

    /** What a task or a notification of this case is about. */
    public void add(Situation situation, MilestoneId subject) {
        situation.message(subject).ifPresent(posted::add);
        Optional.ofNullable(situation.milestones().get(subject)).ifPresent(recorded::add);
    }

    /** By what it was about, audited in this transaction; the text of a message stands as a note. */
    public Future<Map<MilestoneId, MilestoneContent>> open(SqlClient tx, Reader reader) {
        if (recorded.isEmpty() && posted.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return milestones.open(tx, reader, recorded).compose(notes -> messages.open(tx, reader, posted)
                .map(texts -> {
                    Map<MilestoneId, MilestoneContent> words = new HashMap<>(notes);
                    texts.forEach(
                            (id, text) -> words.put(id.subject(), new MilestoneContent(Optional.of(text), Map.of())));
                    return words;
                }));
    }
}
