package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @Test
    void every_kind_of_value_is_read_with_all_its_digits() {
        JsonNode json = read("{\"a\":[1,true,null,\"é\\u00e9\\ud83d\\ude00\"],\"b\":1.10,\"c\":123456789012345678901}");
        assertThat(json.at("/a/3").textValue()).isEqualTo("éé😀");
        assertThat(json.at("/b").decimalValue()).isEqualTo(new BigDecimal("1.10"));
        assertThat(json.at("/c").bigIntegerValue()).isEqualTo(new BigInteger("123456789012345678901"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "nul",
                "NaN",
                "01",
                "+1",
                "1.",
                ".5",
                "{} {}",
                "{}x",
                "[1] // why",
                "\"\t\"",
                "\"\\x41\"",
                "\ufeff{}"
            })
    void what_is_not_json_is_400_with_its_place(String text) {
        assertRefused(text, 400, "body-malformed");
        assertThat(refusal(text).detail()).matches(".*\\(line \\d+, column \\d+\\)");
    }

    @Test
    void the_place_is_told_and_nothing_of_the_content() {
        Problem problem = refusal("{\n  \"name\": \"Ana\",\n  \"name\": \"Luis\"\n}");
        assertThat(problem.detail()).isEqualTo("a member is named twice (line 3, column 3)");
    }

    @Test
    void a_member_named_twice_is_refused_at_any_depth_and_however_it_is_written() {
        assertRefused("{\"a\":1,\"a\":1}", 400, "body-malformed");
        assertRefused("{\"x\":[{\"a\":1,\"\\u0061\":2}]}", 400, "body-malformed");
    }

    @Test
    void thirty_two_levels_are_read_and_thirty_three_are_not() {
        assertThat(read("[".repeat(32) + "]".repeat(32)).isArray()).isTrue();
        assertRefused("[".repeat(33) + "]".repeat(33), 400, "body-malformed");
        assertRefused("[".repeat(500_000), 400, "body-malformed");
        assertRefused("{\"a\":".repeat(33) + "1" + "}".repeat(33), 400, "body-malformed");
    }

    @Test
    void endless_numbers_are_refused() {
        assertRefused("1".repeat(100_000), 400, "body-malformed");
        assertRefused("0." + "1".repeat(100_000), 400, "body-malformed");
    }

    @Test
    void a_number_with_an_enormous_exponent_costs_nothing() {
        assertThat(read("1e999999999").canConvertToLong()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"note\":\"\\u0000\"}}",
                "{\"data\":{\"note\":\"a\\ud800b\"}}",
                "{\"data\":{\"note\":\"\\udc00\\ud800\"}}",
                "{\"data\":{\"note\":\"\\ud800\"}}",
                "{\"data\":{\"note\":\"\\ud83d\\ud83d\\ude00\"}}"
            })
    void a_text_that_no_database_takes_is_422_with_its_pointer(String text) {
        Problem problem = refusal(text);
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.toJson().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/data/note");
    }

    @Test
    void a_name_of_a_member_that_no_database_takes_is_422_at_its_object() {
        Problem problem = refusal("{\"x/y\":[{\"\\u0000\":1}]}");
        assertThat(problem.toJson().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/x~1y/0");
    }

    @Test
    void bytes_that_are_not_utf_8_are_400() {
        assertBytesRefused(new byte[] {'"', (byte) 0xff, '"'});
        assertBytesRefused(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'});
        assertBytesRefused(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'});
        assertBytesRefused(new byte[] {'"', (byte) 0xe2, (byte) 0x82});
        assertBytesRefused("{}".getBytes(StandardCharsets.UTF_16BE));
    }

    private static JsonNode read(String text) {
        return StrictJson.parse(Buffer.buffer(text));
    }

    private static Problem refusal(String text) {
        return catchThrowableOfType(Problem.class, () -> read(text));
    }

    private static void assertRefused(String text, int status, String code) {
        Problem problem = refusal(text);
        assertThat(problem).isNotNull();
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
    }

    private static void assertBytesRefused(byte[] bytes) {
        Problem problem = catchThrowableOfType(Problem.class, () -> StrictJson.parse(Buffer.buffer(bytes)));
        assertThat(problem).isNotNull();
        assertThat(problem.code()).isEqualTo("body-malformed");
    }
}
