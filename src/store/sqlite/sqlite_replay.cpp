#include "store/sqlite/sqlite_replay.hpp"

#include <unistd.h>

#include "store/sqlite/compare.hpp"
#include "store/sqlite/folder_lock.hpp"
#include "store/sqlite/folding.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/shelves.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/statement.hpp"
#include "store/sqlite/transaction.hpp"

namespace reeve::store::sqlite {
namespace {

constexpr int cache_kib = 65536;

// A file that is gone at the end, also when something throws.
class PassingFile {
public:
    explicit PassingFile(std::filesystem::path path) : path_(std::move(path)) { remove(); }
    ~PassingFile() { remove(); }
    PassingFile(const PassingFile&) = delete;
    PassingFile& operator=(const PassingFile&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    void remove() const {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    std::filesystem::path path_;
};

std::filesystem::path existing(const std::filesystem::path& data) {
    std::filesystem::path file = database_in(data);
    if (!std::filesystem::exists(file)) {
        throw StoreFailure(StoreFailure::Kind::broken, "There are no Reeve data in " + data.string() + ".");
    }
    return file;
}

}  // namespace

ReplayReport replay(const std::filesystem::path& data) {
    Connection live({existing(data), Access::read, {}, cache_kib});
    check_schema(live);
    const PassingFile scratch(data / ("replay-" + std::to_string(::getpid()) + ".sqlite"));
    Connection rebuilt({scratch.path(), Access::scratch, {}, cache_kib});
    migrate(rebuilt);
    const Snapshot one_commit(live);
    ReplayReport report;
    {
        Transaction transaction(rebuilt);
        copy_shelves(live, rebuilt);
        Folding folding(live, rebuilt);
        folding.run();
        report.events = folding.events();
        report.set_aside = folding.set_aside();
        transaction.commit();
    }
    for (const std::string& table : derived_tables()) {
        report.tables.push_back(compare_table(live, rebuilt, table));
    }
    return report;
}

ReplayReport rebuild(const std::filesystem::path& data) {
    ReplayReport report = replay(data);
    const FolderLock lock(data);
    Connection journal({existing(data), Access::read, {}, cache_kib});
    Connection live({existing(data), Access::write, {}, cache_kib});
    check_schema(live);
    Transaction transaction(live);
    (void)fold_anew(journal, live);
    transaction.commit();
    return report;
}

}  // namespace reeve::store::sqlite
