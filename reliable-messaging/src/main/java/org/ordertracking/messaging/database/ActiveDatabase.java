package org.ordertracking.messaging.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;

/**
 * The database that was chosen at start: an H2 file, or PostgreSQL with the run-time profile {@code postgresql}.
 *
 * <p>Transactions belong to JTA: open them with {@code @Transactional} or {@code QuarkusTransaction}. Every handle that
 * is opened inside one works on the same connection, and everything that was written through it, outbox and inbox
 * included, commits or rolls back together. Jdbi's own {@code inTransaction} therefore opens none; outside of JTA each
 * statement commits by itself.
 */
@ApplicationScoped
public class ActiveDatabase {

    @Produces
    @Singleton
    javax.sql.DataSource dataSource(
            @DataSource("h2") InjectableInstance<AgroalDataSource> h2,
            @DataSource("postgresql") InjectableInstance<AgroalDataSource> postgresql) {
        boolean postgresqlIsActive = postgresql.getHandle().getBean().isActive();
        boolean h2IsActive = h2.getHandle().getBean().isActive();
        if (postgresqlIsActive == h2IsActive) {
            throw new IllegalStateException("Exactly one of the datasources h2 and postgresql must be active, but "
                    + (h2IsActive ? "both are" : "none is")
                    + "; choose with the profile postgresql, or with quarkus.datasource.\"h2\".active"
                    + " and quarkus.datasource.\"postgresql\".active");
        }
        return postgresqlIsActive ? postgresql.get() : h2.get();
    }

    @Produces
    @Singleton
    Jdbi jdbi(javax.sql.DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource);
        jdbi.setTransactionHandler(new CMTTransactionHandler());
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        jdbi.registerArgument(new InstantArgumentFactory());
        jdbi.registerColumnMapper(new InstantColumnMapper());
        return jdbi;
    }
}
