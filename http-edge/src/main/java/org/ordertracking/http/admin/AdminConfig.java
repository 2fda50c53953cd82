package org.ordertracking.http.admin;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may do what operators do. */
@ConfigMapping(prefix = "admin")
public interface AdminConfig {

    /**
     * Opens the door to who sends it as {@code Authorization: Bearer}: at least 16 characters, visible ASCII. Without it the
     * door is closed, except in the profile {@code demo}.
     */
    Optional<String> token();
}
