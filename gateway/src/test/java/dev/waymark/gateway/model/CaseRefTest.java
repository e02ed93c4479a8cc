package dev.waymark.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseRefTest {

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void no_case_is_named_so_that_no_path_leads_to_it(String code) {
        assertThat(CaseRef.isValidCode(code)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaseRef.of("orphan-x/" + code))
                .withMessageContaining("neither . nor ..");
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", ".a", "a.", "-", "_", "C-1001"})
    void other_dots_are_letters_of_a_name(String code) {
        assertThat(CaseRef.of("orphan-x/" + code).code()).isEqualTo(code);
    }

    @Test
    void what_was_stored_so_before_is_still_read() {
        assertThat(new CaseRef(new ProgramId("orphan-x"), "..")).hasToString("orphan-x/..");
    }
}
