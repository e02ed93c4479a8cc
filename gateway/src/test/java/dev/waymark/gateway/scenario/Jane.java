package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The pharmacy's contact: the link in her mail, and what she writes behind it. */
record Jane(Conversation talk) {

    static final String ADDRESS = "jane@rx-one.example";

    static JsonObject contact() {
        return new JsonObject().put("name", "Jane Roe").put("email", ADDRESS);
    }

    /** The pharmacy as an administrator has it from now on, with this contact alone. */
    void isNow(JsonObject contact) {
        pharmacyIs(new JsonObject().put("contacts", new JsonArray().add(contact)));
    }

    void pharmacyIs(JsonObject changed) {
        JsonObject partner = new JsonObject()
                .put("name", "Rx One")
                .put("roles", new JsonArray().add("specialty_pharmacy"))
                .put("programs", new JsonArray().add("orphan-x"))
                .put("contacts", new JsonArray().add(contact()))
                .mergeIn(changed);
        assertThat(talk.gateway
                        .as("ada")
                        .put("/v1/admin/partners/rx-one", partner)
                        .status())
                .isEqualTo(200);
    }

    /** The path behind her only mail. */
    String link() {
        return talk.people.linksInMail(ADDRESS).get(0);
    }

    /** Behind the newest of her mails. */
    String lastLink() {
        return talk.people.newestLinkInMail(ADDRESS);
    }

    Answer opens(String link) {
        return talk.people.open(link);
    }

    Answer presses(String link) {
        return talk.people.press(link);
    }

    Answer answers(String link, String words) {
        return talk.people.submit(link, form(words));
    }

    static String form(String words) {
        return "answer=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
