package dev.waymark.gateway.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;

/** A client whose failures have the types that {@link Database} promises. */
record TypedClient(SqlClient inner, Failures failures) implements SqlClient {

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return new TypedQuery<>(inner.query(sql), failures);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new TypedPrepared<>(inner.preparedQuery(sql), failures);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return new TypedPrepared<>(inner.preparedQuery(sql, options), failures);
    }

    @Override
    public Future<Void> close() {
        return inner.close();
    }

    private record TypedQuery<T>(Query<T> inner, Failures failures) implements Query<T> {

        @Override
        public Future<T> execute() {
            return inner.execute().recover(failures::typed);
        }

        @Override
        public <R> Query<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
            return new TypedQuery<>(inner.collecting(collector), failures);
        }

        @Override
        public <U> Query<RowSet<U>> mapping(Function<Row, U> mapper) {
            return new TypedQuery<>(inner.mapping(mapper), failures);
        }
    }

    private record TypedPrepared<T>(PreparedQuery<T> inner, Failures failures) implements PreparedQuery<T> {

        @Override
        public Future<T> execute() {
            return inner.execute().recover(failures::typed);
        }

        @Override
        public Future<T> execute(Tuple tuple) {
            return inner.execute(tuple).recover(failures::typed);
        }

        @Override
        public Future<T> executeBatch(List<Tuple> batch) {
            return inner.executeBatch(batch).recover(failures::typed);
        }

        @Override
        public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
            return new TypedPrepared<>(inner.collecting(collector), failures);
        }

        @Override
        public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
            return new TypedPrepared<>(inner.mapping(mapper), failures);
        }
    }
}
