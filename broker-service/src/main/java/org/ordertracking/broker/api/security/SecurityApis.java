package org.ordertracking.broker.api.security;

import java.util.HashMap;
import java.util.Map;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.SupportedApi;

/** What is answered about logins, rights and tokens by a broker that has none: its listener takes any client. */
public final class SecurityApis {

    private SecurityApis() {}

    public static Map<SupportedApi, ApiHandler<?>> of() {
        Map<SupportedApi, ApiHandler<?>> handlers = new HashMap<>();
        handlers.putAll(AclHandlers.all());
        handlers.putAll(DelegationTokenHandlers.all());
        handlers.putAll(SaslHandlers.all());
        handlers.put(SupportedApi.DESCRIBE_USER_SCRAM_CREDENTIALS, new DescribeUserScramCredentialsHandler());
        handlers.put(SupportedApi.ALTER_USER_SCRAM_CREDENTIALS, new AlterUserScramCredentialsHandler());
        return handlers;
    }
}
