package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what reaches the far sides, for the tour. Nobody does anything about it. Thread-safe. */
final class Seen implements Neighbours {

    /** A webhook and whose it was. */
    record Asked(PartnerId partner, JsonObject event) {}

    final List<Asked> webhooks = new CopyOnWriteArrayList<>();
    final List<Letter> mails = new CopyOnWriteArrayList<>();
    final List<Text> texts = new CopyOnWriteArrayList<>();
    final List<JsonObject> frames = new CopyOnWriteArrayList<>();

    @Override
    public void asked(PartnerId partner, JsonObject event) {
        webhooks.add(new Asked(partner, event));
    }

    @Override
    public void mailed(Letter letter) {
        mails.add(letter);
    }

    @Override
    public void texted(Text text) {
        texts.add(text);
    }
}
