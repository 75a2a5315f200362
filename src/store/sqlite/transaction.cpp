#include "store/sqlite/transaction.hpp"

#include "store/sqlite/statement.hpp"

namespace reeve::store::sqlite {

void roll_back(Connection& connection) noexcept {
    if (connection.idle()) {
        return;
    }
    try {
        Statement(connection, "ROLLBACK").run();
    } catch (const StoreFailure&) {
        // SQLite rolled back by itself, or the file is beyond reach: the next statement says so.
    }
}

Transaction::Transaction(Connection& connection) : connection_(connection) {
    Statement(connection_, "BEGIN IMMEDIATE").run();
}

Transaction::~Transaction() {
    roll_back(connection_);
}

void Transaction::commit() {
    Statement(connection_, "COMMIT").run();
}

Snapshot::Snapshot(Connection& connection) : connection_(connection), begun_(connection.idle()) {
    if (begun_) {
        Statement(connection_, "BEGIN").run();
    }
}

Snapshot::~Snapshot() {
    if (begun_) {
        roll_back(connection_);
    }
}

}  // namespace reeve::store::sqlite
