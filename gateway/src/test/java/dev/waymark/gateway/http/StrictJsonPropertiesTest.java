package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Held against Jackson's own writer, and against noise. */
class StrictJsonPropertiesTest {

    private static final ObjectMapper WRITER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Property(tries = 300)
    void what_another_writes_is_read_as_it_was(@ForAll("values") JsonNode value) throws Exception {
        assertThat(StrictJson.parse(Buffer.buffer(WRITER.writeValueAsBytes(value))))
                .isEqualTo(value);
    }

    @Property(tries = 500)
    void any_bytes_are_read_or_refused_as_malformed_and_nothing_else(@ForAll byte[] noise) {
        try {
            StrictJson.tree(Buffer.buffer(noise));
        } catch (Problem problem) {
            assertThat(problem.code()).isEqualTo("body-malformed");
        }
    }

    @Property(tries = 300)
    void any_cut_of_an_object_is_refused(@ForAll("objects") JsonNode value, @ForAll double where) throws Exception {
        byte[] whole = WRITER.writeValueAsBytes(value);
        int length = (int) (Math.abs(where % 1) * whole.length);
        try {
            StrictJson.tree(Buffer.buffer(whole).getBuffer(0, length));
            assertThat(length).isEqualTo(whole.length);
        } catch (Problem problem) {
            assertThat(problem.status()).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<JsonNode> values() {
        return Arbitraries.oneOf(texts(), numbers(), objects(), arrays());
    }

    @Provide
    Arbitrary<JsonNode> objects() {
        Arbitrary<String> names = Arbitraries.strings().withChars("ab/~ é").ofMaxLength(4);
        return Arbitraries.maps(names, Arbitraries.oneOf(texts(), numbers(), arrays()))
                .ofMaxSize(4)
                .map(StrictJsonPropertiesTest::object);
    }

    private static JsonNode object(Map<String, JsonNode> members) {
        return NODES.objectNode().setAll(members);
    }

    private static Arbitrary<JsonNode> arrays() {
        return Arbitraries.oneOf(texts(), numbers()).list().ofMaxSize(4).map(items -> NODES.arrayNode()
                .addAll(items));
    }

    private static Arbitrary<JsonNode> texts() {
        return Arbitraries.strings().ofMaxLength(20).filter(Texts::isWhole).map(text ->
                (JsonNode) NODES.textNode(text));
    }

    private static Arbitrary<JsonNode> numbers() {
        return Arbitraries.integers().map(number -> (JsonNode) NODES.numberNode(number));
    }
}
