package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The settings that the docs speak of are settings that there are. */
class SettingsPageTest {
    private static final Pattern SETTING = Pattern.compile("`(broker\\.[a-z0-9.-]*[a-z0-9])[^`]*`");

    private static final Set<String> SETTINGS = ConfigMappings.getProperties(
                    ConfigClass.configClass(BrokerConfig.class))
            .keySet();

    @Test
    void everySettingThatThePageNamesExists() throws IOException {
        Set<String> named = named();

        assertThat(named).contains("broker.port", "broker.log.flush");
        assertThat(named)
                .allSatisfy(name -> assertThat(SETTINGS)
                        .as("settings that %s is, or is the beginning of", name)
                        .anyMatch(setting -> setting.equals(name) || setting.startsWith(name + ".")));
    }

    private static Set<String> named() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher settings = SETTING.matcher(Files.readString(Path.of("../docs/broker.md")));
        while (settings.find()) {
            named.add(settings.group(1));
        }
        return named;
    }
}
