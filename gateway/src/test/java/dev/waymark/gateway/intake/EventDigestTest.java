package dev.waymark.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.http.StrictJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** Two spellings of one event are the same event; two events are not. */
class EventDigestTest {

    @Property(tries = 200)
    void the_order_of_members_does_not_matter(@ForAll("events") JsonObject event, @ForAll Random random) {
        assertThat(canonical(shuffled(event, random))).isEqualTo(canonical(event));
    }

    @Property(tries = 200)
    void a_number_counts_by_its_value(
            @ForAll @BigRange(min = "-1e30", max = "1e30") @Scale(20) BigDecimal number,
            @ForAll @IntRange(min = 0, max = 20) int zeros) {
        String other = number.setScale(Math.max(0, number.scale()) + zeros).toString();

        assertThat(form("{\"n\":" + other + "}")).isEqualTo(form("{\"n\":" + number + "}"));
    }

    @Property(tries = 200)
    void different_texts_are_different(@ForAll("texts") String one, @ForAll("texts") String other) {
        boolean same = canonical(new JsonObject().put("n", one)).equals(canonical(new JsonObject().put("n", other)));

        assertThat(same).isEqualTo(one.equals(other));
    }

    @Property(tries = 200)
    void time_counts_as_an_instant(
            @ForAll @IntRange(min = -600, max = 600) int offsetMinutes, @ForAll @IntRange(max = 86_399) int second) {
        JsonObject event = Events.json(Events.HUB, "evt-1", "orphan-x/C-1");
        Instant time = Instant.parse("2026-03-10T00:00:00Z").plus(Duration.ofSeconds(second));
        String elsewhere = time.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60))
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);

        Event one = Events.read(Events.HUB, event.copy().put("time", time.toString()));
        Event other = Events.read(Events.HUB, event.copy().put("time", elsewhere));
        Event later = Events.read(
                Events.HUB, event.copy().put("time", time.plusMillis(1).toString()));

        assertThat(other.digest()).isEqualTo(one.digest());
        assertThat(later.digest()).isNotEqualTo(one.digest());
    }

    @Property(tries = 20)
    void a_short_number_has_a_short_form(@ForAll @IntRange(min = 1, max = 999_999_999) int exponent) {
        assertThat(form("{\"n\":1e" + exponent + "}").length()).isLessThan(30);
        assertThat(form("{\"n\":1e-" + exponent + "}").length()).isLessThan(30);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab\"\\/\n\u00e9\u2028 {}:,").ofMaxLength(4);
    }

    @Provide
    Arbitrary<JsonObject> events() {
        return Arbitraries.maps(texts(), texts()).ofMaxSize(6).map(attributes -> {
            JsonObject event = Events.json(Events.HUB, "evt-1", "orphan-x/C-1");
            event.getJsonObject("data").put("attributes", new JsonObject(Map.copyOf(attributes)));
            return event;
        });
    }

    private static JsonObject shuffled(JsonObject object, Random random) {
        List<String> names = new ArrayList<>(object.fieldNames());
        Collections.shuffle(names, random);
        JsonObject shuffled = new JsonObject();
        names.forEach(name -> shuffled.put(
                name,
                object.getValue(name) instanceof JsonObject nested ? shuffled(nested, random) : object.getValue(name)));
        return shuffled;
    }

    private static Buffer canonical(JsonObject json) {
        return form(json.encodePrettily());
    }

    private static Buffer form(String json) {
        return CanonicalJson.of(StrictJson.tree(Buffer.buffer(json)));
    }
}
