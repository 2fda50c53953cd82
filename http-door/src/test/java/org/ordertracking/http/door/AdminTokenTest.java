package org.ordertracking.http.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AdminTokenTest {
    private static final String SETTING = "admin.token (ADMIN_TOKEN)";

    @Test
    void aShortTokenStopsTheStartWithTheReasonAndIsNotRepeated() {
        assertThatThrownBy(() -> new AdminToken("open-sesame", SETTING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("admin.token (ADMIN_TOKEN) has 11 characters, give it at least 16")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void aTokenThatNoHeaderCarriesStopsTheStart() {
        assertThatThrownBy(() -> new AdminToken("sixteen letters and more", SETTING))
                .hasMessageContaining("visible ASCII without spaces");
    }

    @Test
    void itsTextDoesNotTellIt() {
        assertThat(new AdminToken("correct-horse-battery", SETTING).toString()).doesNotContain("horse");
    }
}
