#include "store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <system_error>

#include "store/sqlite/event_rows.hpp"
#include "store/sqlite/folder_lock.hpp"
#include "store/sqlite/reader.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/sql.hpp"
#include "store/sqlite/writer.hpp"

namespace reeve::store::sqlite {
namespace {

class SqliteStore : public Store {
public:
    SqliteStore(const std::filesystem::path& data, const StoreOptions& options)
        : lock_(data),
          file_(database_in(data)),
          options_(options),
          writer_({file_, Access::write, options.vfs, options.writer_cache_kib, options.checkpoint_pages,
                   options.sync_each_commit}) {}

    Writer& writer() override { return writer_; }

    std::unique_ptr<Reader> reader() override {
        return std::make_unique<SqliteReader>(
            for_reading(), ListLimits{options_.gather_max, options_.clock, options_.list_time,
                                      options_.count_time, options_.flow_rows});
    }

    void each_event(const std::function<bool(const records::Event&)>& each,
                    std::span<const std::string_view> stream_kinds) override {
        Connection connection(for_reading());
        Sql sql;
        sql.add("SELECT ").add(event_columns).add(" FROM event e");
        if (!stream_kinds.empty()) {
            std::vector<Value> kinds;
            for (const std::string_view kind : stream_kinds) {
                kinds.emplace_back(std::string(kind));
            }
            const bool few = std::ranges::find(stream_kinds, "record") == stream_kinds.end();
            sql.add(few ? " INDEXED BY event_beside_records WHERE e.stream_kind <> 'record' AND" : " WHERE")
                .add(" e.stream_kind IN (")
                .add(marks_for(kinds))
                .add(")");
        }
        sql.add(" ORDER BY e.seq");
        Bound rows(connection, sql);
        while (rows.step()) {
            // One that cannot be read is left out: replay names it, and the rest goes on.
            const Outcome<records::Event> event = read_event(connection, rows);
            if (event && !each(*event)) {
                return;
            }
        }
    }

    Instant last_recorded() override {
        Connection connection(for_reading());
        Statement last(connection, "SELECT recorded_at FROM event ORDER BY seq DESC LIMIT 1");
        return last.step() ? last.instant(0) : Instant{};
    }

    std::int64_t size_bytes() override {
        std::int64_t bytes = 0;
        for (const char* suffix : {"", "-wal"}) {
            std::error_code error;
            const std::uintmax_t size = std::filesystem::file_size(file_.string() + suffix, error);
            bytes += error ? 0 : static_cast<std::int64_t>(size);
        }
        return bytes;
    }

private:
    [[nodiscard]] Opening for_reading() const {
        return {file_, Access::read, options_.vfs, options_.reader_cache_kib};
    }

    FolderLock lock_;
    std::filesystem::path file_;
    StoreOptions options_;
    SqliteWriter writer_;
};

}  // namespace

std::filesystem::path database_in(const std::filesystem::path& data) {
    return data / "reeve.sqlite";
}

std::unique_ptr<Store> open_store(const std::filesystem::path& data, const StoreOptions& options) {
    return std::make_unique<SqliteStore>(data, options);
}

}  // namespace reeve::store::sqlite
