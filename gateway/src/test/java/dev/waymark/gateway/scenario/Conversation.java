package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;

/** What a hub, pharmacies and the managers of a case write to each other: who says and asks what, and who sees it. */
final class Conversation implements AutoCloseable {

    static final String CASE = "/v1/programs/orphan-x/cases/C-1001";
    static final String THREAD = CASE + "/messages";

    final TestGateway gateway;
    final People people;

    private Conversation(TestGateway gateway, JsonObject roster) {
        this.gateway = gateway;
        people = new People(gateway);
        assertThat(gateway.hub.put(gateway, CASE, roster).status()).isEqualTo(201);
        people.awaitAllOut();
    }

    /** On a case with Maria, the hub and the pharmacy. */
    static Conversation withPharmacy(Path folder) {
        return new Conversation(new TestGateway(folder), Cases.usual());
    }

    /** The same, where the program asks for a code before a message is read. */
    static Conversation withCodes(Path folder) {
        return new Conversation(new TestGateway(folder, new Setup("", ", verify: code")), Cases.usual());
    }

    /** On a case that the other pharmacy is on too. */
    static Conversation withBothPharmacies(Path folder) {
        JsonObject roster = Cases.usual();
        roster.getJsonArray("partners").add(new JsonObject().put("id", "rx-two").put("role", "specialty_pharmacy"));
        return new Conversation(new TestGateway(folder), roster);
    }

    static JsonObject message(String id, String text, String... to) {
        return new JsonObject()
                .put("id", id)
                .put("to", new JsonArray(List.of((Object[]) to)))
                .put("text", text);
    }

    /** To be answered within a day. */
    static JsonObject question(String id, String text, String... to) {
        return message(id, text, to).put("answerWithin", "PT24H");
    }

    static JsonObject reply(String id, String text, String asked, String... to) {
        return message(id, text, to).put("inReplyTo", asked);
    }

    Answer write(TestPartner from, JsonObject message) {
        return from.post(gateway, THREAD, message);
    }

    Answer write(String user, JsonObject message) {
        return gateway.as(user).post(THREAD, message);
    }

    /** Writes what is taken, and gives the message's id. */
    String say(TestPartner from, JsonObject message) {
        return taken(write(from, message));
    }

    String say(String user, JsonObject message) {
        return taken(write(user, message));
    }

    private static String taken(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().getString("message");
    }

    /** Maria asks the pharmacy, and all that goes out for it has gone. */
    String askWhenItShips() {
        String asked = say("maria", question("m-1", "When does it ship?", "rx-one"));
        people.awaitAllOut();
        return asked;
    }

    JsonArray thread(TestPartner partner) {
        return messages(partner.get(gateway, THREAD));
    }

    JsonArray thread(String user) {
        return messages(gateway.as(user).get(THREAD));
    }

    private static JsonArray messages(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("messages");
    }

    /** What the tracker shows this partner. */
    JsonArray tasks(TestPartner partner) {
        return partner.get(gateway, CASE).json().getJsonArray("tasks");
    }

    /** How the only task stands that the tracker shows this partner. */
    String taskStatus(TestPartner partner) {
        assertThat(tasks(partner)).hasSize(1);
        return tasks(partner).getJsonObject(0).getString("status");
    }

    static List<String> types(TestPartner partner) {
        return partner.endpoint.received().stream()
                .map(received -> received.json().getString("type"))
                .toList();
    }

    /** The data of each event of a type that came to a partner's endpoint. */
    static List<JsonObject> received(TestPartner partner, String type) {
        return partner.endpoint.received().stream()
                .map(FarSide.Received::json)
                .filter(event -> event.getString("type").equals(type))
                .map(event -> event.getJsonObject("data"))
                .toList();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
