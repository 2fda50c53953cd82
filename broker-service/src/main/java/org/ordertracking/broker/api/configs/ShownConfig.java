package org.ordertracking.broker.api.configs;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsSynonym;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigType;

/**
 * One config as clients are shown it.
 *
 * @param value {@code null} where nothing is set and there is no default
 * @param readOnly whether it can be changed only by a restart
 * @param synonyms where a value could come from, the place that it does come from first
 */
public record ShownConfig(
        String name,
        String value,
        ConfigDef.Type type,
        boolean readOnly,
        String documentation,
        List<Synonym> synonyms) {

    /** A value under one of the names by which a config can be set. */
    public record Synonym(String name, String value, ConfigSource source) {}

    /** Where the value comes from. */
    public ConfigSource source() {
        return synonyms.isEmpty()
                ? ConfigSource.DEFAULT_CONFIG
                : synonyms.get(0).source();
    }

    DescribeConfigsResourceResult describe(boolean withSynonyms, boolean withDocumentation) {
        DescribeConfigsResourceResult shown = new DescribeConfigsResourceResult()
                .setName(name)
                .setValue(value)
                .setConfigSource(source().id())
                .setConfigType(typeOf(type).id())
                .setIsSensitive(false)
                .setReadOnly(readOnly)
                .setDocumentation(withDocumentation ? documentation : null);
        if (withSynonyms) {
            shown.setSynonyms(synonyms.stream()
                    .map(synonym -> new DescribeConfigsSynonym()
                            .setName(synonym.name())
                            .setValue(synonym.value())
                            .setSource(synonym.source().id()))
                    .toList());
        }
        return shown;
    }

    private static ConfigType typeOf(ConfigDef.Type type) {
        return switch (type) {
            case BOOLEAN -> ConfigType.BOOLEAN;
            case STRING -> ConfigType.STRING;
            case INT -> ConfigType.INT;
            case SHORT -> ConfigType.SHORT;
            case LONG -> ConfigType.LONG;
            case DOUBLE -> ConfigType.DOUBLE;
            case LIST -> ConfigType.LIST;
            case CLASS -> ConfigType.CLASS;
            case PASSWORD -> ConfigType.PASSWORD;
        };
    }
}
