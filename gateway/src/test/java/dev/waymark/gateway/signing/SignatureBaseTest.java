package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 9421, section 2, and what is refused there. */
class SignatureBaseTest {

    private static final Map<String, List<String>> FIELDS = Map.ofEntries(
            Map.entry("x-ows-header", List.of("  Leading and trailing whitespace.   ")),
            Map.entry("x-obs-fold-header", List.of("Obsolete\r\n    line folding.")),
            Map.entry("folded-twice", List.of(" one \t\r\n\t two  \n three ")),
            Map.entry("not-folded", List.of("one\r\ntwo")),
            Map.entry("blanks", List.of("a" + " ".repeat(200_000) + "b")),
            Map.entry("cache-control", List.of("max-age=60", "   must-revalidate")),
            Map.entry("example-dict", List.of("  a=1,    b=2;x=1;y=2,   c=(a   b   c), d")),
            Map.entry("example-header", List.of("value, with, lots", "of, commas")),
            Map.entry("one-line", List.of("value, with, lots, of, commas")),
            Map.entry("priority", List.of("u=1,    i")),
            Map.entry("x-empty-header", List.of("")),
            Map.entry("latin", List.of("caf\u00e9")),
            Map.entry("not-structured", List.of("a=(")));

    private static String line(String component, String target) {
        SignableRequest request = new SignableRequest(
                "POST", "https", "www.example.com", target, name -> FIELDS.getOrDefault(name, List.of()));
        SignatureBase base = SignatureBase.of(RfcMessages.input("(" + component + ")"), request);
        return base.absent().isEmpty() ? base.text().lines().findFirst().orElseThrow() : "absent";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    "x-ows-header"               | "x-ows-header": Leading and trailing whitespace.
                    "x-obs-fold-header"          | "x-obs-fold-header": Obsolete line folding.
                    "folded-twice"               | "folded-twice": one two three
                    "not-folded"                 | absent
                    "cache-control"              | "cache-control": max-age=60, must-revalidate
                    "example-dict"               | "example-dict": a=1,    b=2;x=1;y=2,   c=(a   b   c), d
                    "example-dict";key="a"       | "example-dict";key="a": 1
                    "example-dict";key="d"       | "example-dict";key="d": ?1
                    "example-dict";key="b"       | "example-dict";key="b": 2;x=1;y=2
                    "example-dict";key="c"       | "example-dict";key="c": (a b c)
                    "example-dict";key="e"       | absent
                    "not-structured";key="a"     | absent
                    "example-header";bs          | "example-header";bs: :dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:
                    "one-line";bs                | "one-line";bs: :dmFsdWUsIHdpdGgsIGxvdHMsIG9mLCBjb21tYXM=:
                    "priority";sf                | "priority";sf: u=1, i
                    "latin";bs                   | "latin";bs: :Y2Fm6Q==:
                    "latin"                      | absent
                    "missing"                    | absent
                    """)
    void a_field_is_written_as_the_rfc_says(String component, String line) {
        assertThat(line(component, "/")).isEqualTo(line);
    }

    @Test
    void a_field_full_of_blanks_does_not_hold_the_event_loop() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(line("\"blanks\"", "/")).endsWith(" b"));
    }

    @Test
    void an_empty_field_is_an_empty_value_and_not_an_absent_one() {
        assertThat(line("\"x-empty-header\"", "/")).isEqualTo("\"x-empty-header\": ");
    }

    @Test
    void a_known_dictionary_is_written_strictly() {
        assertThat(FieldValue.strict(
                        FieldValue.StructuredType.DICTIONARY, List.of("  a=1,    b=2;x=1;y=2,   c=(a   b   c)")))
                .isEqualTo("a=1, b=2;x=1;y=2, c=(a b c)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    "@method"         | /path?param=value           | "@method": POST
                    "@target-uri"     | /path?param=value           | "@target-uri": https://www.example.com/path?param=value
                    "@authority"      | /path                       | "@authority": www.example.com
                    "@scheme"         | /path                       | "@scheme": https
                    "@request-target" | /path?param=value           | "@request-target": /path?param=value
                    "@path"           | /path?param=value           | "@path": /path
                    "@query"          | /path?param=value&foo=bar&baz=bat%2Dman | "@query": ?param=value&foo=bar&baz=bat%2Dman
                    "@query"          | /path?queryString           | "@query": ?queryString
                    "@query"          | /path                       | "@query": ?
                    "@status"         | /path                       | absent
                    "@query-param";name="baz"       | /path?param=value&foo=bar&baz=batman&qux=  | "@query-param";name="baz": batman
                    "@query-param";name="param"     | /path?param=value&foo=bar&baz=batman&qux=  | "@query-param";name="param": value
                    "@query-param";name="twice"     | /path?twice=1&twice=2                      | absent
                    "@query-param";name="none"      | /path?param=value                          | absent
                    "@query-param";name="var"       | /parameters?var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something | "@query-param";name="var": this%20is%20a%20big%0Amultiline%20value
                    "@query-param";name="bar"       | /parameters?var=1&bar=with+plus+whitespace | "@query-param";name="bar": with%20plus%20whitespace
                    "@query-param";name="fa%C3%A7ade%22%3A%20" | /parameters?fa%C3%A7ade%22%3A%20=something | "@query-param";name="fa%C3%A7ade%22%3A%20": something
                    """)
    void a_derived_component_is_written_as_the_rfc_says(String component, String target, String line) {
        assertThat(line(component, target)).isEqualTo(line);
    }

    @Test
    void a_query_parameter_without_value_is_empty() {
        assertThat(line("\"@query-param\";name=\"qux\"", "/path?baz=batman&qux="))
                .isEqualTo("\"@query-param\";name=\"qux\": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(\"@unknown\")",
                "(\"@method\";sf)",
                "(\"@method\";req)",
                "(\"@query-param\")",
                "(\"@query-param\";name=token)",
                "(\"@query-param\";name=\"a\";req)",
                "(\"@signature-params\")",
                "(\"Content-Type\")",
                "(\"content type\")",
                "(\"\")",
                "(token)",
                "(\"a\";tr)",
                "(\"a\";req)",
                "(\"a\";unheard)",
                "(\"a\";sf=1)",
                "(\"a\";key=token)",
                "(\"a\";bs;sf)",
                "(\"a\";bs;key=\"b\")",
                "(\"a\" \"a\")",
                "(\"a\";key=\"b\" \"a\";key=\"b\")",
                "();created=\"1\"",
                "();created=1.5",
                "();keyid=1",
                "();nonce=token",
                "();expires=?1"
            })
    void what_the_profile_cannot_build_is_malformed(String innerList) {
        assertThatThrownBy(() -> RfcMessages.input(innerList)).isInstanceOf(SignatureMalformed.class);
    }

    @Test
    void a_structure_that_is_not_known_is_refused_with_a_way_out() {
        assertThatThrownBy(() -> line("\"example-dict\";sf", "/"))
                .isInstanceOf(SignatureMalformed.class)
                .hasMessageContaining("without sf");
    }

    @Test
    void the_same_field_may_be_covered_by_two_of_its_members() {
        assertThat(RfcMessages.input("(\"a\";key=\"b\" \"a\";key=\"c\")").components())
                .hasSize(2);
    }
}
