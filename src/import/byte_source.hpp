#pragma once
// The bytes of a file, packed with gzip or not, a piece at a time.

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace reeve::import {

class ByteSource {
public:
    // Throws std::runtime_error with a sentence when there is no such file.
    explicit ByteSource(const std::string& path);
    ~ByteSource();
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    // How many bytes came; 0 at the end. Throws std::runtime_error where the file cannot be read on, or its
    // packing is damaged or cut off.
    [[nodiscard]] std::size_t read(std::span<char> onto);

private:
    struct Closer {
        void operator()(void* file) const;
    };
    std::string path_;
    std::unique_ptr<void, Closer> file_;
};

// A file that is written as text or, where its name ends in .gz, packed. The bytes are there only after
// close().
class ByteSink {
public:
    // Throws std::runtime_error with a sentence when it cannot be made.
    explicit ByteSink(const std::string& path);
    ~ByteSink();
    ByteSink(const ByteSink&) = delete;
    ByteSink& operator=(const ByteSink&) = delete;

    // Each throws std::runtime_error when the disk does not take it.
    void write(std::string_view bytes);
    void close();

private:
    std::string path_;
    void* file_ = nullptr;
};

}  // namespace reeve::import
