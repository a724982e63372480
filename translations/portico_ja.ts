<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>main</name>
    <message>
        <source>Downloads, checks, unpacks, starts and watches portable ComfyUI.</source>
        <translation>ポータブル版 ComfyUI をダウンロードし、確認し、展開し、起動し、見守ります。</translation>
    </message>
    <message>
        <source>The folder that holds the installs.</source>
        <translation>インストールを置くフォルダー。</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Look for unfinished work</source>
        <translation>終わっていない作業の確認</translation>
    </message>
    <message>
        <source>A bundle to add: a file, folder or address; or a recipe, snapshot, list of builds or portico:// link.</source>
        <translation>追加するバンドル（ファイル、フォルダー、アドレス）。またはレシピ、スナップショット、ビルドの一覧、portico:// のリンク。</translation>
    </message>
    <message>
        <source>Start without the window, where the system tray shows Portico.</source>
        <translation>システムトレイに Portico が表示される環境では、ウィンドウなしで起動する。</translation>
    </message>
    <message>
        <source>Close what uses it; Portico tries again at its next start.</source>
        <translation>それを使っているものを閉じてください。Portico は次の起動時にもう一度試します。</translation>
    </message>
</context>
<context>
    <name>portico::AbiWheel</name>
    <message>
        <source>CUDA %1</source>
        <translation>CUDA %1</translation>
    </message>
    <message>
        <source>torch %1</source>
        <translation>torch %1</translation>
    </message>
    <message>
        <source>torch %1 and CUDA %2</source>
        <translation>torch %1 と CUDA %2</translation>
    </message>
    <message>
        <source>no torch</source>
        <translation>torch なし</translation>
    </message>
    <message>
        <source>torch %1 (%2)</source>
        <translation>torch %1 (%2)</translation>
    </message>
    <message>
        <source>%1 is compiled for one torch and one CUDA, and there is no wheel of it for %2.</source>
        <translation>%1 は特定の torch と CUDA 用にコンパイルされるもので、%2 用の wheel はありません。</translation>
    </message>
    <message>
        <source>The wheel of %1 does not say which torch it is made for; this install has %2.</source>
        <translation>%1 の wheel には、どの torch 用かが書かれていません。このインストールは %2 です。</translation>
    </message>
    <message>
        <source>%1 is made for %2; this install has %3.</source>
        <translation>%1 は %2 用です。このインストールは %3 です。</translation>
    </message>
</context>
<context>
    <name>portico::Absorb</name>
    <message>
        <source>Nothing was added to “%1” that a layer could hold.</source>
        <translation>レイヤーに入れられるものは「%1」に何も追加されていません。</translation>
    </message>
    <message>
        <source>Put back what was changed instead.</source>
        <translation>代わりに、変更されたものを元に戻してください。</translation>
    </message>
    <message>
        <source>Absorbed</source>
        <translation>取り込んだもの</translation>
    </message>
</context>
<context>
    <name>portico::AddBundle</name>
    <message>
        <source>The archive has %1; %2 are free for unpacking it.</source>
        <translation>アーカイブは %1 ですが、展開に使える空きは %2 です。</translation>
    </message>
    <message>
        <source>The file %1 changed while it was unpacked.</source>
        <translation>ファイル %1 が展開中に変わりました。</translation>
    </message>
    <message>
        <source>Wait until nothing writes it, then try again.</source>
        <translation>書き込みが終わるのを待ってから、もう一度お試しください。</translation>
    </message>
    <message numerus="yes">
        <source>Unpacked %n files, %1; with the archive %2 at most.</source>
        <translation>
            <numerusform>%n 個のファイル（%1）を展開しました。アーカイブを含めて最大 %2 です。</numerusform>
        </translation>
    </message>
    <message>
        <source>This bundle has a virtual environment, which works only in the place where it was made.</source>
        <translation>このバンドルには、作られた場所でしか動かない仮想環境が入っています。</translation>
    </message>
    <message>
        <source>Unpack it yourself where it belongs and add it as an existing folder.</source>
        <translation>本来の場所にご自分で展開し、既存のフォルダーとして追加してください。</translation>
    </message>
    <message>
        <source>Recognised: %1, ComfyUI %2, Python %3, torch %4.</source>
        <translation>認識しました：%1、ComfyUI %2、Python %3、torch %4。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>unpacking %1</source>
        <translation>%1 を展開</translation>
    </message>
    <message>
        <source>The SHA-256 is the published one: %1.</source>
        <translation>SHA-256 は公開されている値と一致します：%1。</translation>
    </message>
    <message>
        <source>Not verified: no published SHA-256 is known. This one has %1.</source>
        <translation>未検証：公開されている SHA-256 が分かりません。このファイルの値は %1 です。</translation>
    </message>
    <message>
        <source>The library folder %1 cannot be written.</source>
        <translation>ライブラリのフォルダー %1 に書き込めません。</translation>
    </message>
    <message>
        <source>Choose another library folder.</source>
        <translation>別のライブラリフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Not verified: a folder has no published SHA-256.</source>
        <translation>未検証：フォルダーには公開された SHA-256 がありません。</translation>
    </message>
</context>
<context>
    <name>portico::AddSteps</name>
    <message>
        <source>Download</source>
        <translation>ダウンロード</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>検証</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>展開</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>セットアップ</translation>
    </message>
</context>
<context>
    <name>portico::AddedBundle</name>
    <message>
        <source>%1 says %2 %3; its files say %4, and they count.</source>
        <translation>%1 には %2 が %3 とありますが、ファイルによれば %4 であり、ファイルのほうを採用します。</translation>
    </message>
    <message>
        <source>the accelerator</source>
        <translation>アクセラレーター</translation>
    </message>
    <message>
        <source>Where the node pack “%1” came from is not taken over: %2 is no address and commit of a repository.</source>
        <translation>ノードパック「%1」の入手元は引き継がれません。%2 はリポジトリのアドレスとコミットではありません。</translation>
    </message>
    <message>
        <source>The list of files is not the one that %1 names.</source>
        <translation>ファイル一覧が、%1 の示すものと異なります。</translation>
    </message>
    <message>
        <source>Get the bundle again.</source>
        <translation>バンドルを入手し直してください。</translation>
    </message>
    <message>
        <source>What the bundle says of itself is not taken over: %1</source>
        <translation>バンドル自身の情報は引き継がれません：%1</translation>
    </message>
    <message>
        <source>ComfyUI starts with what the bundle says: %1.</source>
        <translation>ComfyUI は、バンドルの指定したとおりに起動します：%1。</translation>
    </message>
    <message>
        <source>What the bundle says for ComfyUI&apos;s start is left out, because it is for the person to choose: %1.</source>
        <translation>バンドルが ComfyUI の起動用に指定したもののうち、使う人自身が選ぶべきものは除外します：%1。</translation>
    </message>
</context>
<context>
    <name>portico::AdoptFolder</name>
    <message>
        <source>The folder %1 belongs to the install “%2” already.</source>
        <translation>フォルダー %1 は、すでにインストール「%2」のものです。</translation>
    </message>
    <message>
        <source>Use that install, or choose another folder.</source>
        <translation>そのインストールを使うか、別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>フォルダー %1 がありません。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>パスを確認してください。</translation>
    </message>
    <message>
        <source>adding the folder %1</source>
        <translation>フォルダー %1 を追加</translation>
    </message>
</context>
<context>
    <name>portico::AnymatixSource</name>
    <message>
        <source>Anymatix releases</source>
        <translation>Anymatix リリース</translation>
    </message>
    <message>
        <source>Anymatix releases of %1</source>
        <translation>%1 の Anymatix リリース</translation>
    </message>
    <message>
        <source>Anymatix portable ComfyUI %1 for %2</source>
        <translation>Anymatix ポータブル ComfyUI %1（%2 用）</translation>
    </message>
</context>
<context>
    <name>portico::AppUpdate</name>
    <message>
        <source>This build of Portico has no key to tell real updates by, so it looks for none.</source>
        <translation>この Portico のビルドには、本物の更新を見分けるための鍵がないため、更新を探しません。</translation>
    </message>
    <message>
        <source>Fetch a newer Portico from where you got this one.</source>
        <translation>この Portico を入手した所から、より新しい Portico を入手してください。</translation>
    </message>
    <message>
        <source>Look for updates</source>
        <translation>更新を探す</translation>
    </message>
    <message>
        <source>Portico is not replaced while a session runs: %1.</source>
        <translation>セッションの実行中は Portico を置き換えません：%1。</translation>
    </message>
    <message>
        <source>Stop it, then try again. What was downloaded is kept.</source>
        <translation>停止してから、もう一度お試しください。ダウンロード済みの分は残っています。</translation>
    </message>
    <message>
        <source>The update changed on this computer after it was fetched; it was not used.</source>
        <translation>取得した後に、このコンピューター上で更新の内容が変わりました。この更新は使っていません。</translation>
    </message>
    <message>
        <source>Try again. If it happens again, check the disk.</source>
        <translation>もう一度お試しください。また起きるなら、ディスクを確認してください。</translation>
    </message>
    <message>
        <source>The installer could not be started: %1.</source>
        <translation>インストーラーを起動できませんでした：%1。</translation>
    </message>
    <message>
        <source>Open it yourself: %1.</source>
        <translation>ご自分で開いてください：%1。</translation>
    </message>
    <message>
        <source>updating Portico</source>
        <translation>Portico を更新</translation>
    </message>
    <message>
        <source>This Portico was installed by %1, which updates it, too.</source>
        <translation>この Portico は %1 でインストールされたもので、更新もそちらで行われます。</translation>
    </message>
    <message>
        <source>This Portico was unpacked or built by hand, so it does not replace itself.</source>
        <translation>この Portico は手作業で展開または構築されたものなので、自分自身を置き換えません。</translation>
    </message>
    <message>
        <source>Fetch the newer one in the same way.</source>
        <translation>新しいものを同じ方法で入手してください。</translation>
    </message>
    <message>
        <source>Run “flatpak update”.</source>
        <translation>「flatpak update」を実行してください。</translation>
    </message>
    <message>
        <source>Run “snap refresh”.</source>
        <translation>「snap refresh」を実行してください。</translation>
    </message>
    <message>
        <source>the system&apos;s packages (%1)</source>
        <translation>システムのパッケージ（%1）</translation>
    </message>
    <message>
        <source>Update it as you update the system.</source>
        <translation>システムを更新するときと同じ方法で更新してください。</translation>
    </message>
    <message>
        <source>Put it in place</source>
        <translation>所定の場所に配置</translation>
    </message>
    <message>
        <source>%1 could not be replaced and is as it was.</source>
        <translation>%1 を置き換えられませんでした。元のままです。</translation>
    </message>
    <message>
        <source>%1 sends the update so slowly that it would never end.</source>
        <translation>%1 からの更新の受信が遅すぎて、いつまでも終わりません。</translation>
    </message>
    <message>
        <source>Try again later or in another network; what came is kept.</source>
        <translation>後でもう一度試すか、別のネットワークでお試しください。届いた分は保存してあります。</translation>
    </message>
    <message>
        <source>This build of Portico was given update keys that cannot be used.</source>
        <translation>この Portico のビルドに組み込まれた更新用の鍵は使えません。</translation>
    </message>
    <message>
        <source>Install a Portico that was made by its authors.</source>
        <translation>Portico の作者が作った Portico をインストールしてください。</translation>
    </message>
    <message>
        <source>What Portico&apos;s authors say about updates is nothing that this version understands.</source>
        <translation>Portico の作者が示す更新情報を、このバージョンは理解できません。</translation>
    </message>
    <message>
        <source>Nothing was changed. Fetch the newest Portico from where you got this one.</source>
        <translation>何も変更していません。この Portico を入手した所から、最新の Portico を入手してください。</translation>
    </message>
    <message>
        <source>What the server says about updates was not signed by Portico&apos;s authors: somebody may have changed it on the way.</source>
        <translation>サーバーが伝える更新情報に、Portico の作者の署名がありません。途中で誰かが書き換えたのかもしれません。</translation>
    </message>
    <message>
        <source>What the server says about updates was valid until %1 only: it may hold newer ones back.</source>
        <translation>サーバーが伝える更新情報の有効期限は %1 まででした。より新しい更新が伏せられているかもしれません。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date. If it is right, try again in another network or tomorrow.</source>
        <translation>このコンピューターの日付を確認してください。正しければ、別のネットワークで、または明日もう一度お試しください。</translation>
    </message>
    <message>
        <source>What the server says about updates would be valid until %1, longer than is allowed.</source>
        <translation>サーバーが伝える更新情報の有効期限が %1 となっていて、許される期間より長いです。</translation>
    </message>
    <message>
        <source>The server offers something older than what it offered before: updates never go back.</source>
        <translation>サーバーが、以前に提供したものより古いものを提供しています。更新で古いものに戻ることはありません。</translation>
    </message>
    <message>
        <source>The signatures of the update cannot be read.</source>
        <translation>更新の署名を読み取れません。</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again tomorrow; if it stays, tell the authors of Portico.</source>
        <translation>何も変更していません。明日もう一度お試しください。それでも変わらなければ、Portico の作者に知らせてください。</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again in another network; if it stays, tell the authors of Portico.</source>
        <translation>何も変更していません。別のネットワークでもう一度お試しください。それでも変わらなければ、Portico の作者に知らせてください。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date. If it is right, tell the authors of Portico.</source>
        <translation>このコンピューターの日付を確認してください。正しければ、Portico の作者に知らせてください。</translation>
    </message>
</context>
<context>
    <name>portico::ApplySite</name>
    <message>
        <source>“%1” runs, so it cannot go to its version of ComfyUI now.</source>
        <translation>「%1」は実行中のため、今は ComfyUI のバージョンを切り替えられません。</translation>
    </message>
    <message>
        <source>“%1” went away meanwhile.</source>
        <translation>「%1」は途中でなくなりました。</translation>
    </message>
    <message>
        <source>Apply the file again.</source>
        <translation>ファイルをもう一度適用してください。</translation>
    </message>
    <message>
        <source>“%1” is being made.</source>
        <translation>「%1」を作成しています。</translation>
    </message>
    <message>
        <source>“%1” is there.</source>
        <translation>「%1」はあります。</translation>
    </message>
    <message>
        <source>“%1” is at ComfyUI %2.</source>
        <translation>「%1」は ComfyUI %2 になっています。</translation>
    </message>
    <message>
        <source>“%1” has an install.py, which does not run by itself: porticoctl nodes run-script.</source>
        <translation>「%1」には install.py がありますが、自動では実行されません：porticoctl nodes run-script。</translation>
    </message>
    <message>
        <source>Node packs, their packages and settings of “%1” are as declared.</source>
        <translation>「%1」のノードパック、そのパッケージ、設定は宣言のとおりです。</translation>
    </message>
    <message>
        <source>There is no install “%1”, and the file does not say what to make it of.</source>
        <translation>インストール「%1」がなく、何から作るかもファイルに書かれていません。</translation>
    </message>
    <message>
        <source>Give it a &quot;from&quot; with one of bundle, catalogue and kept.</source>
        <translation>&quot;from&quot; に bundle、catalogue、kept のどれか一つを指定してください。</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>カタログにバンドル「%1」がありません。</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>「porticoctl catalogue --all」ですべて表示できます。</translation>
    </message>
    <message>
        <source>%1 holds %2, and the file declares %3.</source>
        <translation>%1 に入っているのは %2 ですが、ファイルの宣言は %3 です。</translation>
    </message>
    <message>
        <source>Export the declared one: porticoctl vendor export.</source>
        <translation>宣言されたものをエクスポートしてください：porticoctl vendor export。</translation>
    </message>
    <message>
        <source>Stop it, then apply the file again: the new version is built already.</source>
        <translation>停止してから、ファイルをもう一度適用してください。新しいバージョンはすでに構築されています。</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveError</name>
    <message>
        <source>%1 was refused because of its entry “%2”: %3.</source>
        <translation>%1 は項目「%2」のため拒否されました：%3。</translation>
    </message>
    <message>
        <source>Get the bundle from a source that you trust; do not unpack this file.</source>
        <translation>信頼できる提供元からバンドルを入手してください。このファイルは展開しないでください。</translation>
    </message>
    <message>
        <source>%1 was refused: %2.</source>
        <translation>%1 は拒否されました：%2。</translation>
    </message>
    <message>
        <source>%1 is an incomplete download: its end is missing.</source>
        <translation>%1 は不完全なダウンロードです。末尾が欠けています。</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>もう一度ダウンロードしてください。</translation>
    </message>
    <message>
        <source>%1 is damaged: bytes in it are not what they were.</source>
        <translation>%1 は破損しています。中のデータが元と異なります。</translation>
    </message>
    <message>
        <source>%1 cannot be unpacked: %2.</source>
        <translation>%1 を展開できません：%2。</translation>
    </message>
    <message>
        <source>it is protected by a password</source>
        <translation>パスワードで保護されています</translation>
    </message>
    <message>
        <source>Unpack it with its own program and add the folder instead.</source>
        <translation>対応するプログラムで展開し、そのフォルダーを追加してください。</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveHandle</name>
    <message>
        <source>unpacking it takes too much memory</source>
        <translation>展開に必要なメモリが多すぎます</translation>
    </message>
    <message>
        <source>it uses a method that Portico does not know</source>
        <translation>Portico の知らない方式が使われています</translation>
    </message>
    <message>
        <source>Pack it again with the usual settings, or unpack it with its own program and add the folder instead.</source>
        <translation>標準の設定で圧縮し直すか、対応するプログラムで展開してそのフォルダーを追加してください。</translation>
    </message>
    <message>
        <source>there is no tar in it</source>
        <translation>中に tar がありません</translation>
    </message>
    <message>
        <source>Choose a bundle as zip, 7z, tar, tar.gz, tar.xz or tar.zst.</source>
        <translation>zip、7z、tar、tar.gz、tar.xz、tar.zst のどれかのバンドルを選んでください。</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveKind</name>
    <message>
        <source>it is a web page, not an archive</source>
        <translation>アーカイブではなくウェブページです</translation>
    </message>
    <message>
        <source>it is a text with a server&apos;s answer, not an archive</source>
        <translation>アーカイブではなくサーバーの応答のテキストです</translation>
    </message>
    <message>
        <source>it is a program, not an archive</source>
        <translation>アーカイブではなくプログラムです</translation>
    </message>
    <message>
        <source>it is a RAR archive</source>
        <translation>RAR アーカイブです</translation>
    </message>
    <message>
        <source>it is compressed by bzip2</source>
        <translation>bzip2 で圧縮されています</translation>
    </message>
    <message>
        <source>it is a cabinet archive</source>
        <translation>キャビネットアーカイブです</translation>
    </message>
    <message>
        <source>it is a Debian package or a library</source>
        <translation>Debian パッケージまたはライブラリファイルです</translation>
    </message>
    <message>
        <source>it is a disc image</source>
        <translation>ディスクイメージです</translation>
    </message>
    <message>
        <source>it is no archive that Portico knows</source>
        <translation>Portico の知っているアーカイブではありません</translation>
    </message>
    <message>
        <source>Choose a bundle as zip, 7z, tar, tar.gz, tar.xz or tar.zst; if this was downloaded, check its address.</source>
        <translation>zip、7z、tar、tar.gz、tar.xz、tar.zst のどれかのバンドルを選んでください。ダウンロードしたものなら、アドレスを確認してください。</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveWriter</name>
    <message>
        <source>%1 changed while it was being packed.</source>
        <translation>%1 がまとめている間に変わりました。</translation>
    </message>
    <message>
        <source>Close the programs that use the folder and try again.</source>
        <translation>このフォルダーを使っているプログラムを閉じて、もう一度お試しください。</translation>
    </message>
    <message>
        <source>it is neither a file, a folder nor a link</source>
        <translation>ファイルでもフォルダーでもリンクでもありません</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>アーカイブ作成</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 に書き込めませんでした。</translation>
    </message>
    <message>
        <source>Check the folder that is packed and the free space, and try again.</source>
        <translation>まとめるフォルダーと空き容量を確認して、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::Artifacts</name>
    <message>
        <source>The artifact “%1” expired on %2: GitHub does not keep it any more.</source>
        <translation>成果物「%1」は %2 に期限が切れ、GitHub にはもう残っていません。</translation>
    </message>
    <message>
        <source>The artifact “%1” expired: GitHub does not keep it any more.</source>
        <translation>成果物「%1」は期限が切れ、GitHub にはもう残っていません。</translation>
    </message>
    <message>
        <source>Run the workflow again: porticoctl github trigger. Bundles that are to last belong into a release.</source>
        <translation>ワークフローをもう一度実行してください：porticoctl github trigger。長く残したいバンドルはリリースに置きましょう。</translation>
    </message>
    <message>
        <source>Run %1 left no artifacts.</source>
        <translation>実行 %1 は成果物を残していません。</translation>
    </message>
    <message>
        <source>Run %1 left no artifact “%2”.</source>
        <translation>実行 %1 は成果物「%2」を残していません。</translation>
    </message>
    <message>
        <source>See whether it is over, and whether its workflow uploads any.</source>
        <translation>実行が終わっているか、そのワークフローが成果物をアップロードするかを確認してください。</translation>
    </message>
    <message>
        <source>It left: %1.</source>
        <translation>残されたもの：%1。</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 はすでにあります。</translation>
    </message>
    <message>
        <source>Choose another folder, or move it away.</source>
        <translation>別のフォルダーを選ぶか、それを移動してください。</translation>
    </message>
    <message>
        <source>looking at the artifact “%1”</source>
        <translation>成果物「%1」の確認</translation>
    </message>
    <message>
        <source>unpacking an artifact</source>
        <translation>成果物の展開</translation>
    </message>
    <message>
        <source>listing the artifacts of run %1</source>
        <translation>実行 %1 の成果物の一覧取得</translation>
    </message>
</context>
<context>
    <name>portico::Authorities</name>
    <message>
        <source>Ask the administrator of your network for its certificate authority as a PEM file (“BEGIN CERTIFICATE”).</source>
        <translation>ネットワークの管理者に、認証局の証明書を PEM ファイル（「BEGIN CERTIFICATE」）でもらってください。</translation>
    </message>
    <message>
        <source>%1 holds a private key, which nobody should hand out.</source>
        <translation>%1 には、誰にも渡してはならない秘密鍵が入っています。</translation>
    </message>
    <message>
        <source>%1 holds no certificate.</source>
        <translation>%1 には証明書が入っていません。</translation>
    </message>
    <message>
        <source>%1 holds the certificate of “%2”, which is a server&apos;s and no authority&apos;s.</source>
        <translation>%1 に入っているのは「%2」の証明書で、サーバーのものです。認証局のものではありません。</translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <translation>%1、有効期限 %2</translation>
    </message>
</context>
<context>
    <name>portico::BaseLayerPath</name>
    <message>
        <source>The Python %1 has no folder for packages.</source>
        <translation>Python %1 にはパッケージ用のフォルダーがありません。</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>このインストールを修復するか、インストールし直してください。</translation>
    </message>
</context>
<context>
    <name>portico::BringVendored</name>
    <message>
        <source>Keeping “%1” was interrupted in %2, so it is not whole.</source>
        <translation>%2 での「%1」の保管は中断されたため、完全ではありません。</translation>
    </message>
    <message>
        <source>Keep it again there: porticoctl vendor.</source>
        <translation>そこでもう一度保管してください：porticoctl vendor。</translation>
    </message>
    <message>
        <source>Nothing called “%1” is kept for offline in %2.</source>
        <translation>%2 には「%1」という名前でオフライン用に保管されたものがありません。</translation>
    </message>
    <message>
        <source>Keep an install for offline: porticoctl vendor INSTALL --yes.</source>
        <translation>インストールをオフライン用に保管してください：porticoctl vendor INSTALL --yes。</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>あるもの：%1。</translation>
    </message>
    <message>
        <source>%1 is missing, without which nothing can be rebuilt.</source>
        <translation>%1 がありません。これがないと何も再構築できません。</translation>
    </message>
    <message>
        <source>Copy the whole store of the library that keeps it.</source>
        <translation>保管元のライブラリのストアを全部コピーしてください。</translation>
    </message>
    <message>
        <source>%1 is not the file that was kept: it is damaged.</source>
        <translation>%1 は保管されたファイルと異なり、破損しています。</translation>
    </message>
    <message>
        <source>Copy the store again from the library that keeps it.</source>
        <translation>保管元のライブラリからストアをもう一度コピーしてください。</translation>
    </message>
    <message>
        <source>Bring what is kept</source>
        <translation>保管したものの取り込み</translation>
    </message>
    <message>
        <source>bringing “%1”</source>
        <translation>「%1」を持ち込む</translation>
    </message>
</context>
<context>
    <name>portico::BuildBundle</name>
    <message>
        <source>Check every file</source>
        <translation>すべてのファイルの確認</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>アーカイブ作成</translation>
    </message>
    <message>
        <source>making a bundle of it</source>
        <translation>バンドルを作成</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that it can do without were left out (%1).</source>
        <translation>
            <numerusform>なくても動く %n 個のファイルを除外しました（%1）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Tests that other code imports stay: %1.</source>
        <translation>ほかのコードが読み込むテストは残ります：%1。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of “%1” are not as they were installed: %2.</source>
        <translation>
            <numerusform>「%1」の %n 個のファイルが、インストールされたときのままではありません：%2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Repair it first (“porticoctl repair %1”), or absorb what was changed.</source>
        <translation>先に修復するか（「porticoctl repair %1」）、変更されたものを取り込んでください。</translation>
    </message>
    <message>
        <source>a bundle of %1</source>
        <translation>%1 のバンドル</translation>
    </message>
</context>
<context>
    <name>portico::BuildEnv</name>
    <message>
        <source>The environment “%1” could not be built.</source>
        <translation>環境「%1」を構築できませんでした。</translation>
    </message>
    <message>
        <source>The nodes of “%1” could not be started.</source>
        <translation>「%1」のノードを起動できませんでした。</translation>
    </message>
    <message>
        <source>building %1</source>
        <translation>%1 を構築</translation>
    </message>
    <message>
        <source>“%1” is built by %2</source>
        <translation>「%1」は %2 が構築中です</translation>
    </message>
    <message>
        <source>comfy-env itself is building “%1”.</source>
        <translation>comfy-env 自身が「%1」を構築しています。</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>終わるのを待ってから、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::BuildGeneration</name>
    <message>
        <source>ComfyUI could not be moved to %1.</source>
        <translation>ComfyUI を %1 に移動できませんでした。</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version of ComfyUI.</source>
        <translation>「%1」は元のままです。ComfyUI の別のバージョンをお試しください。</translation>
    </message>
    <message>
        <source>Copy Python</source>
        <translation>Python のコピー</translation>
    </message>
    <message>
        <source>Python could not be moved to %1.</source>
        <translation>Python を %1 に移動できませんでした。</translation>
    </message>
    <message>
        <source>Close what may use its files, a virus scanner too, then try again.</source>
        <translation>ウイルス対策ソフトなど、そのファイルを使っていそうなプログラムを閉じて、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::BuildLayer</name>
    <message>
        <source>These packages come from an address, a repository or a build, and nobody agreed to that yet: %1.</source>
        <translation>これらのパッケージは、アドレス、リポジトリ、またはビルドから来るもので、まだ誰も同意していません：%1。</translation>
    </message>
    <message>
        <source>Agree to it, or leave out the node packs that need them.</source>
        <translation>同意するか、それらを必要とするノードパックを除外してください。</translation>
    </message>
    <message>
        <source>A layer may not bring “%1”: torch and its family come from the base, always.</source>
        <translation>レイヤーに「%1」を入れることはできません。torch とその仲間は必ずベースから来ます。</translation>
    </message>
    <message>
        <source>Plan again.</source>
        <translation>計画し直してください。</translation>
    </message>
    <message>
        <source>an old layer</source>
        <translation>古いレイヤー</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>パッケージ</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>レイヤー</translation>
    </message>
    <message>
        <source>Try the packages</source>
        <translation>パッケージの試験</translation>
    </message>
    <message>
        <source>building the layer %1</source>
        <translation>レイヤー %1 を構築</translation>
    </message>
</context>
<context>
    <name>portico::BuildRecipe</name>
    <message>
        <source>Look up the repositories</source>
        <translation>リポジトリの確認</translation>
    </message>
    <message numerus="yes">
        <source>%n other need(s) cannot be met either.</source>
        <translation>
            <numerusform>ほかに %n 件の要件も満たせません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Take one of these node packs out of the recipe, or another commit of it.</source>
        <translation>これらのノードパックのどれかをレシピから外すか、別のコミットにしてください。</translation>
    </message>
    <message>
        <source>Take one of these node packs out of the recipe, or leave a need out: &quot;without&quot;: [%1].</source>
        <translation>これらのノードパックのどれかをレシピから外すか、要件を除いてください：&quot;without&quot;: [%1]。</translation>
    </message>
    <message>
        <source>“%1” has an install.py, which was not run.</source>
        <translation>「%1」には install.py がありますが、実行していません。</translation>
    </message>
    <message>
        <source>Its NumPy does not calculate with Apple&apos;s Accelerate, which is faster: that of NumPy 2 does on macOS 14 and newer.</source>
        <translation>この NumPy は、より速い Apple の Accelerate を使いません。macOS 14 以降では NumPy 2 のものが使います。</translation>
    </message>
    <message>
        <source>The bundle that was made with this lock had another SHA-256: %1.</source>
        <translation>このロックで作られたバンドルの SHA-256 は別の値でした：%1。</translation>
    </message>
    <message>
        <source>a bundle of %1</source>
        <translation>%1 のバンドル</translation>
    </message>
</context>
<context>
    <name>portico::BuildSource</name>
    <message>
        <source>“%1” could not be built on this computer.</source>
        <translation>「%1」をこのコンピューターで構築できませんでした。</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it, or install a compiler and what its documentation asks for.</source>
        <translation>それを必要とするノードパックを除外するか、コンパイラーと、その説明書が求めるものをインストールしてください。</translation>
    </message>
    <message>
        <source>The source of “%1” cannot be unpacked.</source>
        <translation>「%1」のソースを展開できません。</translation>
    </message>
    <message>
        <source>“%1” looks for packages of the base while it is built: it is shown them.</source>
        <translation>「%1」は構築中にベースのパッケージを探すため、それらを見せています。</translation>
    </message>
</context>
<context>
    <name>portico::BuildWheels</name>
    <message>
        <source>These packages come from an address, a repository or a build, and nobody agreed to that yet: %1.</source>
        <translation>これらのパッケージは、アドレス、リポジトリ、またはビルドから来るもので、まだ誰も同意していません：%1。</translation>
    </message>
    <message>
        <source>Agree to it, or leave out the node packs that need them.</source>
        <translation>同意するか、それらを必要とするノードパックを除外してください。</translation>
    </message>
    <message>
        <source>What was got for “%1” is the wheel of another package: %2.</source>
        <translation>「%1」として取得したものは、別のパッケージの wheel です：%2。</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it.</source>
        <translation>それを必要とするノードパックを除外してください。</translation>
    </message>
    <message>
        <source>There is neither a wheel nor a source archive of “%1”.</source>
        <translation>「%1」の wheel もソースアーカイブもありません。</translation>
    </message>
    <message>
        <source>“%1” comes from a repository, which cannot be got here.</source>
        <translation>「%1」はリポジトリから来るもので、ここでは取得できません。</translation>
    </message>
    <message>
        <source>Build packages</source>
        <translation>パッケージの構築</translation>
    </message>
    <message>
        <source>building packages</source>
        <translation>パッケージを構築</translation>
    </message>
</context>
<context>
    <name>portico::BundleCatalogue</name>
    <message numerus="yes">
        <source>%1 did not answer within %n second(s).</source>
        <translation>
            <numerusform>%1 は %n 秒以内に応答しませんでした。</numerusform>
        </translation>
    </message>
    <message>
        <source>Check the connection, or ask again later.</source>
        <translation>接続を確認するか、後でもう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::BundleContent</name>
    <message>
        <source>%1 has no list of its files: another program made it.</source>
        <translation>%1 にはファイル一覧がありません。別のプログラムで作られたものです。</translation>
    </message>
    <message>
        <source>Add it as an install, and compare that.</source>
        <translation>インストールとして追加し、それと比較してください。</translation>
    </message>
    <message>
        <source>The list of files in %1 is not the one that its %2 names.</source>
        <translation>%1 の中のファイル一覧は、その %2 が示すものと異なります。</translation>
    </message>
    <message>
        <source>Get the bundle again, or build it again.</source>
        <translation>バンドルを入手し直すか、構築し直してください。</translation>
    </message>
    <message>
        <source>looking into a bundle</source>
        <translation>バンドルの中を調べる</translation>
    </message>
</context>
<context>
    <name>portico::BundleFileName</name>
    <message>
        <source>it holds “%1”</source>
        <translation>「%1」が含まれています</translation>
    </message>
    <message>
        <source>it is longer than %1 characters</source>
        <translation>%1 文字より長いです</translation>
    </message>
    <message>
        <source>it starts with no letter or digit</source>
        <translation>先頭が英字でも数字でもありません</translation>
    </message>
    <message>
        <source>%1 cannot be part of a file&apos;s name: %2.</source>
        <translation>%1はファイル名に使えません：%2。</translation>
    </message>
    <message>
        <source>Use letters without accents, digits and “.”, “_”, “+”, “-”.</source>
        <translation>アクセントのない英字、数字、「.」「_」「+」「-」を使ってください。</translation>
    </message>
</context>
<context>
    <name>portico::BundleLayout</name>
    <message>
        <source>nothing</source>
        <translation>なし</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>This is no ComfyUI that Portico knows: it holds %1. Looked for, at the top and one folder deeper: python with ComfyUI (Anymatix), python_embeded with ComfyUI (official portable), standalone-env with ComfyUI (Comfy-Org), or ComfyUI with venv, .venv or python_embeded.</source>
        <translation>Portico の知っている ComfyUI ではありません。入っているもの：%1。最上位とその一つ下で探したもの：python と ComfyUI（Anymatix）、python_embeded と ComfyUI（公式ポータブル版）、standalone-env と ComfyUI（Comfy-Org）、または ComfyUI と venv、.venv、python_embeded。</translation>
    </message>
    <message>
        <source>Choose a portable ComfyUI bundle, or a folder with ComfyUI and its Python.</source>
        <translation>ポータブル版 ComfyUI のバンドルか、ComfyUI とその Python が入ったフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>There is more than one ComfyUI in it: %1.</source>
        <translation>ComfyUI が複数入っています：%1。</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>その中から一つ選んでください。</translation>
    </message>
    <message>
        <source>This ComfyUI is made for %1, and this computer is %2.</source>
        <translation>この ComfyUI は %1 用ですが、このコンピューターは %2 です。</translation>
    </message>
    <message>
        <source>Choose the bundle for %1.</source>
        <translation>%1 用のバンドルを選んでください。</translation>
    </message>
</context>
<context>
    <name>portico::BundleRecord</name>
    <message>
        <source>it is no system that Portico knows</source>
        <translation>Portico の知っているシステムではありません</translation>
    </message>
    <message>
        <source>it is no processor that Portico knows</source>
        <translation>Portico の知っているプロセッサーではありません</translation>
    </message>
    <message>
        <source>Line %1 of %2 is not a hash and a file.</source>
        <translation>%2 の %1 行目が、ハッシュとファイルになっていません。</translation>
    </message>
    <message>
        <source>Get the bundle again.</source>
        <translation>バンドルを入手し直してください。</translation>
    </message>
    <message>
        <source>it is no SHA-256</source>
        <translation>SHA-256 ではありません</translation>
    </message>
</context>
<context>
    <name>portico::BundleServer</name>
    <message>
        <source>There is no file %1 to serve.</source>
        <translation>提供するファイル %1 がありません。</translation>
    </message>
    <message>
        <source>No port can be opened on this computer&apos;s own address 127.0.0.1.</source>
        <translation>このコンピューター自身のアドレス 127.0.0.1 でポートを開けません。</translation>
    </message>
    <message>
        <source>See whether a firewall or security program forbids it.</source>
        <translation>ファイアウォールやセキュリティソフトが禁止していないか確認してください。</translation>
    </message>
    <message>
        <source>Run the self-check again: it makes that file anew.</source>
        <translation>自己診断をもう一度実行してください。そのファイルが作り直されます。</translation>
    </message>
</context>
<context>
    <name>portico::BundleSource</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts.</source>
        <translation>「%1」はご自分のフォルダーで、Portico は起動だけを行います。</translation>
    </message>
    <message>
        <source>Make an install by “Compose”, with the same node packs, and a bundle of it.</source>
        <translation>「組み立て」で同じノードパックのインストールを作り、そのバンドルを作ってください。</translation>
    </message>
    <message>
        <source>Repair it first.</source>
        <translation>先に修復してください。</translation>
    </message>
    <message>
        <source>The Python of “%1” is a virtual environment: it needs the Python of this computer and runs on no other.</source>
        <translation>「%1」の Python は仮想環境です。このコンピューターの Python が必要で、ほかでは動きません。</translation>
    </message>
    <message>
        <source>Compose the install with Portico&apos;s own Python.</source>
        <translation>Portico 自身の Python でインストールを組み立ててください。</translation>
    </message>
    <message>
        <source>The Python of “%1” has no packages.</source>
        <translation>「%1」の Python にはパッケージがありません。</translation>
    </message>
    <message>
        <source>%1 is no address that a bundle can be fetched from.</source>
        <translation>%1 は、バンドルを取得できるアドレスではありません。</translation>
    </message>
    <message>
        <source>Give an https address, or a file of this computer.</source>
        <translation>https のアドレスか、このコンピューターのファイルを指定してください。</translation>
    </message>
    <message>
        <source>There is no published SHA-256 to check %1 with, and one is demanded.</source>
        <translation>%1 を照合する公開済みの SHA-256 がありませんが、それが必須とされています。</translation>
    </message>
    <message>
        <source>Give the SHA-256 of the publisher, or allow unverified bundles.</source>
        <translation>公開元の SHA-256 を指定するか、未検証のバンドルを許可してください。</translation>
    </message>
    <message>
        <source>%1 is a folder, no bundle.</source>
        <translation>%1 はフォルダーで、バンドルではありません。</translation>
    </message>
    <message>
        <source>Add it as an existing folder.</source>
        <translation>既存のフォルダーとして追加してください。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>ファイル %1 がありません。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>パスを確認してください。</translation>
    </message>
    <message>
        <source>%1 is not the published bundle: expected %2, found %3.</source>
        <translation>%1 は公開されたバンドルと異なります。正しい値は %2、実際の値は %3 です。</translation>
    </message>
    <message>
        <source>Fetch it again from its publisher.</source>
        <translation>公開元からもう一度取得してください。</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 バイト</translation>
    </message>
    <message>
        <source>“%1” has no ComfyUI and no Python that a bundle could be made of.</source>
        <translation>「%1」には、バンドルの元になる ComfyUI と Python がありません。</translation>
    </message>
</context>
<context>
    <name>portico::CarryDatabase</name>
    <message>
        <source>copying the database of “%1”</source>
        <translation>「%1」のデータベースをコピー</translation>
    </message>
</context>
<context>
    <name>portico::CarryOut</name>
    <message>
        <source>The node packs of “%1” were changed while this was planned.</source>
        <translation>計画している間に「%1」のノードパックが変わりました。</translation>
    </message>
    <message>
        <source>Look at the plan once more, then try again.</source>
        <translation>計画をもう一度確認してから、お試しください。</translation>
    </message>
    <message>
        <source>changing node packs</source>
        <translation>ノードパックを変更</translation>
    </message>
    <message>
        <source>The install.py of “%1” did not run, so there is nothing to take over.</source>
        <translation>「%1」の install.py が実行されていないため、引き継ぐものがありません。</translation>
    </message>
    <message>
        <source>Agree to running it.</source>
        <translation>その実行に同意してください。</translation>
    </message>
    <message>
        <source>Leave out one of the node packs that do not go together.</source>
        <translation>両立しないノードパックのどちらかを除外してください。</translation>
    </message>
    <message>
        <source>%1 could not be deleted. Nothing uses it any more: delete it by hand.</source>
        <translation>%1 を削除できませんでした。もう何にも使われていないので、手作業で削除してください。</translation>
    </message>
</context>
<context>
    <name>portico::ChangePacks</name>
    <message>
        <source>“%1” is running, and its node packs cannot be changed now.</source>
        <translation>「%1」は実行中のため、今はノードパックを変更できません。</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>停止してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: Portico enables and disables its node packs, but does not install, update or remove them there.</source>
        <translation>「%1」はご自分のフォルダーです。Portico はノードパックの有効化と無効化はしますが、インストール、更新、削除はしません。</translation>
    </message>
    <message>
        <source>Install ComfyUI with Portico and put the node packs there, or use ComfyUI-Manager in this one.</source>
        <translation>Portico で ComfyUI をインストールしてそこにノードパックを入れるか、このフォルダーでは ComfyUI-Manager を使ってください。</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico and is not changed by this one.</source>
        <translation>「%1」はより新しい Portico が書いたもので、この Portico では変更しません。</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Portico を更新してから、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::CheckBundle</name>
    <message>
        <source>Unpack it elsewhere</source>
        <translation>別の場所への展開</translation>
    </message>
    <message>
        <source>Compare every file</source>
        <translation>全ファイルの比較</translation>
    </message>
    <message>
        <source>Start it once</source>
        <translation>一度起動</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of the bundle are not what its list says: %1.</source>
        <translation>
            <numerusform>バンドルの %n 個のファイルが、その一覧と異なります：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Get the bundle again, or build it again.</source>
        <translation>バンドルを入手し直すか、構築し直してください。</translation>
    </message>
    <message>
        <source>Unpacked elsewhere, the bundle does not start.</source>
        <translation>別の場所に展開すると、このバンドルは起動しません。</translation>
    </message>
    <message>
        <source>Unpacked elsewhere, the bundle does not start: %1.</source>
        <translation>別の場所に展開すると、このバンドルは起動しません：%1。</translation>
    </message>
    <message>
        <source>See whether the install itself starts, and what it says.</source>
        <translation>インストール自体が起動するか、何と言っているかを確認してください。</translation>
    </message>
    <message>
        <source>It has no list of its files: they were not compared.</source>
        <translation>ファイル一覧がないため、ファイルは比較していません。</translation>
    </message>
    <message>
        <source>trying a bundle</source>
        <translation>バンドルを試験</translation>
    </message>
</context>
<context>
    <name>portico::CheckUpstream</name>
    <message>
        <source>What is offered there now is not what was kept.</source>
        <translation>今そこで提供されているものは、保管したものと異なります。</translation>
    </message>
    <message>
        <source>The package index does not offer this file any more.</source>
        <translation>パッケージインデックスは、このファイルをもう提供していません。</translation>
    </message>
    <message>
        <source>The package index tells no hashes.</source>
        <translation>パッケージインデックスがハッシュを示していません。</translation>
    </message>
    <message>
        <source>asking where “%1” came from</source>
        <translation>「%1」の入手元に問い合わせ</translation>
    </message>
</context>
<context>
    <name>portico::ChooseAccelerator</name>
    <message>
        <source>%1, compute capability %2</source>
        <translation>%1、compute capability %2</translation>
    </message>
    <message>
        <source>There are no NVIDIA builds for macOS, so the %1 is not used.</source>
        <translation>macOS 用の NVIDIA ビルドはないため、%1 は使われません。</translation>
    </message>
    <message>
        <source>There are no NVIDIA builds for Windows on ARM, so the %1 is not used.</source>
        <translation>Windows on ARM 用の NVIDIA ビルドはないため、%1 は使われません。</translation>
    </message>
    <message>
        <source>The %1 is reserved for virtual machines.</source>
        <translation>%1 は仮想マシン用に確保されています。</translation>
    </message>
    <message>
        <source>The %1 needs NVIDIA&apos;s own torch for Jetson, which no bundle and no public index that ComfyUI names has.</source>
        <translation>%1 には NVIDIA 独自の Jetson 用 torch が必要ですが、どのバンドルにも、ComfyUI が示す公開インデックスにもありません。</translation>
    </message>
    <message>
        <source>The %1 is too old for any build of today&apos;s torch: it needs compute capability 5.0 (GeForce 900 series) or newer.</source>
        <translation>%1 は、今の torch のどのビルドにも古すぎます。compute capability 5.0（GeForce 900 シリーズ）以降が必要です。</translation>
    </message>
    <message>
        <source>The %1 is older than the RTX 20 series, and CUDA %2 is the last build that has it.</source>
        <translation>%1 は RTX 20 シリーズより古く、対応する最後のビルドは CUDA %2 です。</translation>
    </message>
    <message>
        <source>The %1 would run CUDA 13.0, but driver %2 allows only CUDA %3.</source>
        <translation>%1 は CUDA 13.0 を使えますが、ドライバー %2 で使えるのは CUDA %3 までです。</translation>
    </message>
    <message>
        <source>The %1 runs CUDA %2, which ComfyUI recommends from the RTX 20 series on.</source>
        <translation>%1 では、RTX 20 シリーズ以降に ComfyUI が推奨する CUDA %2 を使います。</translation>
    </message>
    <message>
        <source>The %1 runs with the free nouveau driver, which torch cannot use: install NVIDIA&apos;s driver %2 or newer first.</source>
        <translation>%1 は、torch が使えないフリーの nouveau ドライバーで動いています。先に NVIDIA のドライバー %2 以降をインストールしてください。</translation>
    </message>
    <message>
        <source>The NVIDIA driver for the %1 does not run: install driver %2 or newer first.</source>
        <translation>%1 の NVIDIA ドライバーが動いていません。先にドライバー %2 以降をインストールしてください。</translation>
    </message>
    <message>
        <source>NVIDIA driver %1 is too old for any build: update it to %2 or newer first.</source>
        <translation>NVIDIA ドライバー %1 は、どのビルドにも古すぎます。先に %2 以降に更新してください。</translation>
    </message>
    <message>
        <source>With NVIDIA driver 580 or newer (now %1), CUDA 13.0 would be chosen: it is faster, and the ready bundles are made for it.</source>
        <translation>NVIDIA ドライバー 580 以降（今は %1）なら CUDA 13.0 が選ばれます。そのほうが速く、完成済みバンドルもそれ用に作られています。</translation>
    </message>
    <message>
        <source>There are no AMD builds for macOS, so the %1 is not used.</source>
        <translation>macOS 用の AMD ビルドはないため、%1 は使われません。</translation>
    </message>
    <message>
        <source>No build of torch has the %1.</source>
        <translation>%1 に対応する torch のビルドはありません。</translation>
    </message>
    <message>
        <source>The %1 is in PyTorch&apos;s builds for ROCm %2.</source>
        <translation>%1 は、ROCm %2 用の PyTorch のビルドで使えます。</translation>
    </message>
    <message>
        <source>The %1 is in AMD&apos;s own builds of torch for ROCm %2.</source>
        <translation>%1 は、ROCm %2 用の AMD 独自の torch ビルドで使えます。</translation>
    </message>
    <message>
        <source>The ready bundles leave this GPU out; ComfyUI is put together for it instead.</source>
        <translation>完成済みバンドルはこの GPU に対応していません。代わりに、この GPU 用に ComfyUI を組み立てます。</translation>
    </message>
    <message>
        <source>It needs a recent AMD driver (Adrenalin).</source>
        <translation>新しい AMD ドライバー（Adrenalin）が必要です。</translation>
    </message>
    <message>
        <source>AMD&apos;s builds ask for Windows 11: update Windows first.</source>
        <translation>AMD のビルドには Windows 11 が必要です。先に Windows を更新してください。</translation>
    </message>
    <message>
        <source>PyTorch&apos;s builds for Intel are made for Arc and Data Center GPUs; the %1 is none.</source>
        <translation>Intel 用の PyTorch のビルドは Arc とデータセンター GPU 用で、%1 は対象外です。</translation>
    </message>
    <message>
        <source>The %1 runs PyTorch&apos;s builds for Intel GPUs (XPU).</source>
        <translation>%1 では、Intel GPU 用の PyTorch のビルド（XPU）を使います。</translation>
    </message>
    <message>
        <source>The %1 computes with Metal, and shares the memory of the Mac.</source>
        <translation>%1 は Metal で計算し、Mac のメモリを共有します。</translation>
    </message>
    <message>
        <source>Today&apos;s torch computes with Metal from macOS 14 on, and this is macOS %1: update macOS first.</source>
        <translation>今の torch が Metal で計算するのは macOS 14 以降ですが、これは macOS %1 です。先に macOS を更新してください。</translation>
    </message>
    <message>
        <source>This Portico is the one for Intel Macs; the one for Apple Silicon is faster. ComfyUI itself is installed for Apple Silicon.</source>
        <translation>この Portico は Intel Mac 用です。Apple シリコン用のほうが高速です。ComfyUI 自体は Apple シリコン用がインストールされます。</translation>
    </message>
    <message>
        <source>One build runs GPUs of one vendor: the %1 is better supported than the %2, which stays unused.</source>
        <translation>一つのビルドで使えるのは一社の GPU だけです。%1 のほうがよく対応されているため、%2 は使われません。</translation>
    </message>
    <message>
        <source>The %1 is too old for that build and stays unused.</source>
        <translation>%1 はそのビルドには古すぎるため、使われません。</translation>
    </message>
    <message>
        <source>If the %1 is the one to use, choose CUDA 12.6 by hand.</source>
        <translation>%1 のほうを使うなら、手動で CUDA 12.6 を選んでください。</translation>
    </message>
    <message>
        <source>PyTorch ended its builds for Intel Macs with version 2.2, and ComfyUI needs 2.7: no current ComfyUI runs on this Mac.</source>
        <translation>PyTorch の Intel Mac 用ビルドはバージョン 2.2 で終わり、ComfyUI には 2.7 が必要です。今の ComfyUI はこの Mac では動きません。</translation>
    </message>
    <message>
        <source>No GPU was found.</source>
        <translation>GPU が見つかりませんでした。</translation>
    </message>
    <message>
        <source>ComfyUI runs on the processor then: everything works, but pictures take minutes instead of seconds.</source>
        <translation>その場合 ComfyUI はプロセッサーで動きます。すべて使えますが、画像一枚に数秒ではなく数分かかります。</translation>
    </message>
    <message>
        <source>An NVIDIA GPU of the GeForce 900 series or newer, an AMD GPU of the RX 5000 series or newer, or an Intel Arc would be used.</source>
        <translation>GeForce 900 シリーズ以降の NVIDIA GPU、RX 5000 シリーズ以降の AMD GPU、または Intel Arc があれば使われます。</translation>
    </message>
    <message>
        <source>Inside Windows (WSL) only NVIDIA GPUs are seen; the Windows version of Portico sees all.</source>
        <translation>Windows の中（WSL）で見えるのは NVIDIA GPU だけです。Windows 版の Portico ならすべて見えます。</translation>
    </message>
    <message>
        <source>This is a container: GPUs must be passed into it.</source>
        <translation>ここはコンテナーです。GPU をコンテナーに渡す必要があります。</translation>
    </message>
    <message>
        <source>Chosen by hand.</source>
        <translation>手動で選びました。</translation>
    </message>
    <message>
        <source>Portico sees no GPU here that runs it; what it sees suits %1.</source>
        <translation>これを動かせる GPU が見つかりません。見つかったものに適しているのは %1 です。</translation>
    </message>
</context>
<context>
    <name>portico::CleanGenerations</name>
    <message>
        <source>?</source>
        <translation>？</translation>
    </message>
    <message>
        <source>Generation %1, ComfyUI %2: not one of the last %3, not pinned, and no snapshot names it. Nobody can go back to it afterwards. Files that other generations share stay.</source>
        <translation>世代 %1、ComfyUI %2：最新の %3 世代に入らず、固定もされず、どのスナップショットも指していません。消すと誰も戻れなくなります。ほかの世代と共有しているファイルは残ります。</translation>
    </message>
</context>
<context>
    <name>portico::CleanLeftovers</name>
    <message>
        <source>cleaning up</source>
        <translation>後片付け</translation>
    </message>
    <message>
        <source>A download that was not finished. Without it the next try begins anew instead of going on.</source>
        <translation>終わっていないダウンロードです。消すと、次は続きからではなく最初から始まります。</translation>
    </message>
    <message>
        <source>The library was moved away from there and compared; these are its old files.</source>
        <translation>ライブラリはここから移され、照合済みです。これはその古いファイルです。</translation>
    </message>
    <message>
        <source>%1 stays for now: something is being built from it.</source>
        <translation>%1 は今は残します。これを使った構築が進行中です。</translation>
    </message>
    <message>
        <source>Packages that uv has fetched. It fetches them again when something is built; what is installed does not need them.</source>
        <translation>uv が取得したパッケージです。何かを構築するときにまた取得します。インストール済みのものには不要です。</translation>
    </message>
    <message>
        <source>Work that was interrupted, and that nobody goes on with.</source>
        <translation>中断されたまま、誰も続けていない作業です。</translation>
    </message>
    <message>
        <source>%1 stays for now: it may be needed.</source>
        <translation>%1 は今は残します。必要かもしれません。</translation>
    </message>
    <message>
        <source>No install was made of this archive. It can be fetched again.</source>
        <translation>このアーカイブからインストールは作られていません。また取得できます。</translation>
    </message>
</context>
<context>
    <name>portico::CleanNeeds</name>
    <message>
        <source>No generation of this install uses these packages any more.</source>
        <translation>このインストールのどの世代も、これらのパッケージをもう使っていません。</translation>
    </message>
    <message>
        <source>%1 stays: %2 needs it.</source>
        <translation>%1 は残します。%2 に必要です。</translation>
    </message>
    <message>
        <source>%1 stays: %2</source>
        <translation>%1 は残します：%2</translation>
    </message>
    <message>
        <source>No node pack asks for it. It can be built again.</source>
        <translation>これを求めるノードパックはありません。また構築できます。</translation>
    </message>
    <message numerus="yes">
        <source>No install and no snapshot names this layer of %n package(s). It is built again when something needs it.</source>
        <translation>
            <numerusform>%n 個のパッケージのこのレイヤーは、どのインストールもスナップショットも指していません。必要になれば、また構築されます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wheel(s) in it are of no layer that somebody uses; the others stay.</source>
        <translation>
            <numerusform>この中の %n 個の wheel は、使われているどのレイヤーにも属しません。ほかは残します。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 stays: it is being used at this moment.</source>
        <translation>%1 は残します。ちょうど今使われています。</translation>
    </message>
    <message>
        <source>%1 stays: it holds somebody&apos;s own changes.</source>
        <translation>%1 は残します。誰かが加えた変更が入っています。</translation>
    </message>
    <message>
        <source>“%1” as it was before a change; without it that change cannot be taken back. It goes to the recycle bin where there is one.</source>
        <translation>変更前の「%1」です。消すと、その変更を取り消せなくなります。ごみ箱がある場合は、ごみ箱に入ります。</translation>
    </message>
</context>
<context>
    <name>portico::Cleaning</name>
    <message>
        <source>Old versions of ComfyUI</source>
        <translation>ComfyUI の古いバージョン</translation>
    </message>
    <message>
        <source>Packages that no install uses</source>
        <translation>どのインストールも使っていないパッケージ</translation>
    </message>
    <message>
        <source>Isolated environments that no node pack asks for</source>
        <translation>どのノードパックも求めていない分離環境</translation>
    </message>
    <message>
        <source>Caches</source>
        <translation>キャッシュ</translation>
    </message>
    <message>
        <source>What interrupted work left</source>
        <translation>中断された作業の残り</translation>
    </message>
    <message>
        <source>Node packs from before their last change</source>
        <translation>直前の変更より前のノードパック</translation>
    </message>
    <message>
        <source>Downloads that no install needs</source>
        <translation>どのインストールにも不要なダウンロード</translation>
    </message>
</context>
<context>
    <name>portico::CloneRepository</name>
    <message>
        <source>What Portico and its git helper said to each other is incomplete.</source>
        <translation>Portico とその git ヘルパーとのやり取りが不完全です。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Portico をインストールし直してください。</translation>
    </message>
    <message>
        <source>Fetching %1 ended without a result: the git program was stopped or failed.</source>
        <translation>%1 の取得が結果なしに終わりました。git プログラムが止められたか、失敗しました。</translation>
    </message>
    <message>
        <source>Try again; if it happens again, use another address.</source>
        <translation>もう一度お試しください。また起きるなら、別のアドレスを使ってください。</translation>
    </message>
    <message>
        <source>%1 said nothing for a minute.</source>
        <translation>%1 から 1 分間何も届きませんでした。</translation>
    </message>
    <message>
        <source>Try again later; check the address and the network settings.</source>
        <translation>後でもう一度お試しください。アドレスとネットワークの設定も確認してください。</translation>
    </message>
</context>
<context>
    <name>portico::ComfyApi</name>
    <message>
        <source>ComfyUI could not finish the test prompt.</source>
        <translation>ComfyUI はテスト用のプロンプトを終えられませんでした。</translation>
    </message>
    <message>
        <source>Look at the end of the log.</source>
        <translation>ログの末尾を見てください。</translation>
    </message>
    <message>
        <source>ComfyUI did not finish the test prompt in time.</source>
        <translation>ComfyUI はテスト用のプロンプトを時間内に終えませんでした。</translation>
    </message>
    <message>
        <source>What ComfyUI sent is not a picture.</source>
        <translation>ComfyUI が送ったものは画像ではありません。</translation>
    </message>
</context>
<context>
    <name>portico::ComfyConversation</name>
    <message>
        <source>ComfyUI refused a request (%1): status %2.</source>
        <translation>ComfyUI が要求（%1）を拒否しました：ステータス %2。</translation>
    </message>
    <message>
        <source>Look at the end of the log.</source>
        <translation>ログの末尾を見てください。</translation>
    </message>
    <message>
        <source>ComfyUI does not answer at %1: %2.</source>
        <translation>ComfyUI が %1 で応答しません：%2。</translation>
    </message>
</context>
<context>
    <name>portico::CommitGeneration</name>
    <message>
        <source>Update or disable that node pack first, or leave out what it asks for: porticoctl nodes apply %1 --without.</source>
        <translation>先にそのノードパックを更新または無効化するか、それが求めるものを除外してください：porticoctl nodes apply %1 --without。</translation>
    </message>
    <message>
        <source>An older ComfyUI does not read the database of a newer one: it begins with an empty one.</source>
        <translation>古い ComfyUI は新しい ComfyUI のデータベースを読めないため、空のデータベースから始めます。</translation>
    </message>
    <message>
        <source>switching to another ComfyUI</source>
        <translation>別の ComfyUI に切り替え</translation>
    </message>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>「%1」のレイヤーを変更</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>ノードパックのパッケージ</translation>
    </message>
</context>
<context>
    <name>portico::CommitInstall</name>
    <message>
        <source>Port %1 is also the port of “%2”: only one of them can run at a time.</source>
        <translation>ポート %1 は「%2」のポートでもあります。同時に動かせるのはどちらか一つです。</translation>
    </message>
    <message>
        <source>adding “%1”</source>
        <translation>「%1」を追加</translation>
    </message>
</context>
<context>
    <name>portico::CompareSite</name>
    <message>
        <source>the file does not say where from</source>
        <translation>どこからのものかがファイルに書かれていません</translation>
    </message>
    <message>
        <source>%1 of the catalogue</source>
        <translation>カタログの %1</translation>
    </message>
    <message>
        <source>%1, kept for offline</source>
        <translation>%1、オフライン用に保管</translation>
    </message>
    <message>
        <source>%1, disabled</source>
        <translation>%1、無効</translation>
    </message>
    <message>
        <source>%1, another file</source>
        <translation>%1、別のファイル</translation>
    </message>
</context>
<context>
    <name>portico::CompareSnapshots</name>
    <message>
        <source>other files</source>
        <translation>別のファイル</translation>
    </message>
    <message>
        <source>another record of its origin</source>
        <translation>入手元の別の記録</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>レイヤー</translation>
    </message>
    <message>
        <source>extras</source>
        <translation>追加パッケージ</translation>
    </message>
    <message>
        <source>left out by choice</source>
        <translation>選んで除外</translation>
    </message>
    <message>
        <source>built</source>
        <translation>構築済み</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message>
        <source>not built</source>
        <translation>未構築</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>a secret</source>
        <translation>秘密の値</translation>
    </message>
    <message>
        <source>another secret</source>
        <translation>別の秘密の値</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>無効</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>分離</translation>
    </message>
    <message>
        <source>changed by hand (%1)</source>
        <translation>手作業で変更（%1）</translation>
    </message>
    <message>
        <source>ComfyUI %1</source>
        <translation>ComfyUI %1</translation>
    </message>
    <message>
        <source>torch %1</source>
        <translation>torch %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>generation</source>
        <translation>世代</translation>
    </message>
    <message>
        <source>arguments</source>
        <translation>引数</translation>
    </message>
    <message>
        <source>model folders</source>
        <translation>モデルフォルダー</translation>
    </message>
</context>
<context>
    <name>portico::ComposeInstall</name>
    <message>
        <source>This ComfyUI is of %1: packages of that time are taken.</source>
        <translation>この ComfyUI は %1 のものです。その時点のパッケージを使います。</translation>
    </message>
    <message>
        <source>putting together %1</source>
        <translation>%1 を組み立て</translation>
    </message>
    <message>
        <source>“%1” can be no tag, branch or commit.</source>
        <translation>「%1」はタグ、ブランチ、コミットのどれにもなりません。</translation>
    </message>
    <message>
        <source>Give a tag such as v0.33.0, a branch or a commit.</source>
        <translation>v0.33.0 のようなタグ、ブランチ、またはコミットを指定してください。</translation>
    </message>
</context>
<context>
    <name>portico::ComposePackages</name>
    <message>
        <source>Not obeyed in requirements.txt: %1</source>
        <translation>requirements.txt の従わなかった行：%1</translation>
    </message>
    <message>
        <source>what is wanted besides</source>
        <translation>ほかに望まれたもの</translation>
    </message>
    <message>
        <source>The package index tells no dates: the newest packages are taken.</source>
        <translation>パッケージインデックスが日付を示さないため、最新のパッケージを使います。</translation>
    </message>
    <message>
        <source>The index of this accelerator does not have the torch of that date: its newest is taken.</source>
        <translation>このアクセラレーターのインデックスにその日付の torch がないため、最新のものを使います。</translation>
    </message>
    <message>
        <source>torch %1</source>
        <translation>torch %1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>注：%1</translation>
    </message>
    <message>
        <source>Choose packages</source>
        <translation>パッケージの選択</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>パッケージ</translation>
    </message>
</context>
<context>
    <name>portico::ComposeParts</name>
    <message>
        <source>%1 holds no ComfyUI: main.py or requirements.txt is missing.</source>
        <translation>%1 には ComfyUI がありません。main.py または requirements.txt が欠けています。</translation>
    </message>
    <message>
        <source>Give the address of ComfyUI or of a fork of it.</source>
        <translation>ComfyUI またはそのフォークのアドレスを指定してください。</translation>
    </message>
    <message>
        <source>ComfyUI: %1, commit %2 of %3</source>
        <translation>ComfyUI：%1、%3 のコミット %2</translation>
    </message>
    <message>
        <source>This Python %1 is another build than the one of the lock.</source>
        <translation>この Python %1 は、ロックのものとは別のビルドです。</translation>
    </message>
    <message>
        <source>Make a new lock, or use the uv that the lock was made with.</source>
        <translation>新しいロックを作るか、ロックを作ったときの uv を使ってください。</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>準備</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
</context>
<context>
    <name>portico::Computer</name>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>driver %1</source>
        <translation>ドライバー %1</translation>
    </message>
</context>
<context>
    <name>portico::ComputerSentence</name>
    <message>
        <source>%1 (%2)</source>
        <comment>GPU and its memory</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <comment>number of equal GPUs</comment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>list of GPUs</comment>
        <translation>%1 と %2</translation>
    </message>
    <message>
        <source>%1 inside Windows (WSL)</source>
        <translation>Windows の中の %1（WSL）</translation>
    </message>
    <message>
        <source>This Mac runs %1, with %2 of memory and the chip %3.</source>
        <translation>この Mac は %1 で動き、メモリは %2、チップは %3 です。</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and no GPU that Portico can see.</source>
        <translation>このコンピューターは %1 で動き、メモリは %2 で、Portico から見える GPU はありません。</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and the GPU %3.</source>
        <translation>このコンピューターは %1 で動き、メモリは %2、GPU は %3 です。</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and the GPUs %3.</source>
        <translation>このコンピューターは %1 で動き、メモリは %2、GPU は %3 です。</translation>
    </message>
</context>
<context>
    <name>portico::CopyData</name>
    <message>
        <source>Models stay in %1 alone, where the new install looks for them, too: they cannot be shared on this disk.</source>
        <translation>モデルは %1 だけに残り、新しいインストールもそこを探します。このディスクでは共有できません。</translation>
    </message>
    <message>
        <source>Isolated environments are built again for the new install: “porticoctl env build”.</source>
        <translation>新しいインストール用に、分離環境を構築し直します：「porticoctl env build」。</translation>
    </message>
</context>
<context>
    <name>portico::CopyLibrary</name>
    <message>
        <source>%1 does not give back what was written: the disk is damaged or full of errors. The library stays where it is.</source>
        <translation>%1 は書き込んだものを正しく返しません。ディスクが故障しているか、エラーだらけです。ライブラリは元の場所に残ります。</translation>
    </message>
    <message>
        <source>Choose another disk.</source>
        <translation>別のディスクを選んでください。</translation>
    </message>
</context>
<context>
    <name>portico::CopyPython</name>
    <message>
        <source>The Python in %1 cannot be copied: %2.</source>
        <translation>%1 の Python をコピーできません：%2。</translation>
    </message>
    <message>
        <source>Choose another Python.</source>
        <translation>別の Python を選んでください。</translation>
    </message>
    <message>
        <source>its program cannot be read</source>
        <translation>プログラムを読めません</translation>
    </message>
    <message>
        <source>its program finds its library in another way</source>
        <translation>プログラムがライブラリを別の方法で探しています</translation>
    </message>
    <message>
        <source>its program cannot be written</source>
        <translation>プログラムに書き込めません</translation>
    </message>
    <message>
        <source>its library cannot be read</source>
        <translation>ライブラリを読めません</translation>
    </message>
    <message>
        <source>the copy does not run</source>
        <translation>コピーが動きません</translation>
    </message>
    <message>
        <source>the copy still uses the original</source>
        <translation>コピーがまだ元のものを使っています</translation>
    </message>
    <message>
        <source>it belongs to the system</source>
        <translation>システムのものです</translation>
    </message>
    <message>
        <source>it is a framework of macOS</source>
        <translation>macOS のフレームワークです</translation>
    </message>
    <message>
        <source>its library lies in two places</source>
        <translation>ライブラリが二か所にあります</translation>
    </message>
</context>
<context>
    <name>portico::CopyRuntime</name>
    <message>
        <source>duplicating “%1”</source>
        <translation>「%1」を複製</translation>
    </message>
</context>
<context>
    <name>portico::CudaWheels</name>
    <message>
        <source>The list of CUDA wheels cannot be understood.</source>
        <translation>CUDA wheel の一覧を理解できません。</translation>
    </message>
    <message>
        <source>Try again later, or set another list of wheels.</source>
        <translation>後でもう一度試すか、別の wheel の一覧を設定してください。</translation>
    </message>
</context>
<context>
    <name>portico::DataLayout</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI&apos;s own folder “%1” held files that no bundle brought; they are kept in %2: %3.</source>
        <translation>ComfyUI 自身のフォルダー「%1」に、どのバンドルからでもないファイルがありました。%2 に残してあります：%3。</translation>
    </message>
    <message>
        <source>The classic layout of “%1” cannot be made: %2</source>
        <translation>「%1」の従来の配置を作れません：%2</translation>
    </message>
    <message>
        <source>Set it back to the separate layout (porticoctl set %1 layout=separate), or move the library to a disk whose file system knows links.</source>
        <translation>独立した配置に戻すか（porticoctl set %1 layout=separate）、リンクを扱えるファイルシステムのディスクにライブラリを移してください。</translation>
    </message>
    <message>
        <source>arranging its folders</source>
        <translation>フォルダーを配置</translation>
    </message>
</context>
<context>
    <name>portico::DemoBundle</name>
    <message>
        <source>The program is incomplete: %1 is missing in it.</source>
        <translation>プログラムが不完全です。%1 が欠けています。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Portico をインストールし直してください。</translation>
    </message>
    <message>
        <source>The Python %1 cannot be copied into a demo bundle.</source>
        <translation>Python %1 をデモ用バンドルにコピーできません。</translation>
    </message>
    <message>
        <source>Name another Python with --python; real bundles bring their own.</source>
        <translation>--python で別の Python を指定してください。実際のバンドルには専用の Python が入っています。</translation>
    </message>
</context>
<context>
    <name>portico::DifferenceText</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>System</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s commit</source>
        <translation>ComfyUI のコミット</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository</source>
        <translation>ComfyUI のリポジトリ</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>アクセラレーター</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>（手作業で変更）</translation>
    </message>
    <message>
        <source>its files differ</source>
        <translation>ファイルが異なります</translation>
    </message>
    <message>
        <source>it is from elsewhere</source>
        <translation>別の場所からのものです</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) added (%1)</source>
        <translation>
            <numerusform>%n 個のファイルが追加（%1）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) removed (%1)</source>
        <translation>
            <numerusform>%n 個のファイルが削除（%1）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) changed (%1 → %2)</source>
        <translation>
            <numerusform>%n 個のファイルが変更（%1 → %2）</numerusform>
        </translation>
    </message>
    <message>
        <source>A lock names no files: they were not compared.</source>
        <translation>ロックはファイル名を含まないため、ファイルは比較していません。</translation>
    </message>
    <message>
        <source>%1 and %2 hold the same.</source>
        <translation>%1 と %2 の内容は同じです。</translation>
    </message>
    <message>
        <source>From %1 to %2:</source>
        <translation>%1 から %2 へ：</translation>
    </message>
    <message>
        <source>Arguments of ComfyUI</source>
        <translation>ComfyUI の引数</translation>
    </message>
</context>
<context>
    <name>portico::DiscoverEnvs</name>
    <message>
        <source>“%1” is a link to another folder, and comfy-env %2 looks for the environment of such a pack under another name.</source>
        <translation>「%1」は別のフォルダーへのリンクで、comfy-env %2 はそのようなパックの環境を別の名前で探します。</translation>
    </message>
    <message>
        <source>Put the folder itself into custom_nodes, or have the pack ask for comfy-env 0.4.25 or newer.</source>
        <translation>フォルダーそのものを custom_nodes に入れるか、パックが comfy-env 0.4.25 以降を求めるようにしてください。</translation>
    </message>
    <message>
        <source>The folders %1 and %2 give one environment the name “%3”.</source>
        <translation>フォルダー %1 と %2 は、一つの環境に同じ名前「%3」を付けています。</translation>
    </message>
    <message>
        <source>Rename one of them, or remove the pack that is a copy.</source>
        <translation>どちらかの名前を変えるか、コピーであるほうのパックを削除してください。</translation>
    </message>
    <message>
        <source>There is no environment “%1” here.</source>
        <translation>ここには環境「%1」がありません。</translation>
    </message>
    <message>
        <source>No pack of this install has a comfy-env.toml.</source>
        <translation>このインストールのどのパックにも comfy-env.toml がありません。</translation>
    </message>
    <message>
        <source>There is: %1.</source>
        <translation>あるもの：%1。</translation>
    </message>
</context>
<context>
    <name>portico::DiskUse</name>
    <message>
        <source>Measure</source>
        <translation>計測</translation>
    </message>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI、Python、torch</translation>
    </message>
    <message>
        <source>Earlier versions, kept for going back</source>
        <translation>戻れるように残した以前のバージョン</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>ノードパックのパッケージ</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>分離環境</translation>
    </message>
    <message>
        <source>Your files, node packs and logs</source>
        <translation>ご自分のファイル、ノードパック、ログ</translation>
    </message>
    <message>
        <source>What changes can be taken back from</source>
        <translation>変更の取り消しに使うもの</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Packages that installs share</source>
        <translation>インストールが共有するパッケージ</translation>
    </message>
    <message>
        <source>Packages kept for repairs offline</source>
        <translation>オフラインでの修復用に残したパッケージ</translation>
    </message>
    <message>
        <source>Installs kept for offline</source>
        <translation>オフライン用に保管したインストール</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>ダウンロード</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>Caches</source>
        <translation>キャッシュ</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>スナップショット</translation>
    </message>
    <message>
        <source>Files of removed installs</source>
        <translation>削除したインストールのファイル</translation>
    </message>
    <message>
        <source>Work that is not finished</source>
        <translation>終わっていない作業</translation>
    </message>
</context>
<context>
    <name>portico::DisplayAdapters</name>
    <message>
        <source>Windows did not list its display adapters.</source>
        <translation>Windows がディスプレイアダプターの一覧を返しませんでした。</translation>
    </message>
    <message>
        <source>Install the driver of the GPU again.</source>
        <translation>GPU のドライバーをインストールし直してください。</translation>
    </message>
</context>
<context>
    <name>portico::DocumentCache</name>
    <message>
        <source>What was kept of %1 is damaged and is not used.</source>
        <translation>保存してある %1 は破損しているため、使いません。</translation>
    </message>
    <message>
        <source>Nothing has to be done: it is asked for again.</source>
        <translation>何もする必要はありません。もう一度問い合わせます。</translation>
    </message>
</context>
<context>
    <name>portico::DocumentFetcher</name>
    <message>
        <source>%1 sent more than %2 where a list was asked for.</source>
        <translation>一覧を求めたところ、%1 が %2 を超えるデータを送ってきました。</translation>
    </message>
    <message>
        <source>Check the address: it may not lead to what you expect.</source>
        <translation>アドレスを確認してください。思った先につながっていないかもしれません。</translation>
    </message>
    <message>
        <source>%1 answered with a web page instead of a list.</source>
        <translation>%1 が一覧の代わりにウェブページを返しました。</translation>
    </message>
    <message>
        <source>If this network has a login page, log in there first. If a mirror is set, check its address.</source>
        <translation>このネットワークにログインページがあれば、先にそこでログインしてください。ミラーを設定しているなら、そのアドレスを確認してください。</translation>
    </message>
    <message>
        <source>%1 does not accept the token that Portico has for it.</source>
        <translation>%1 は、Portico が持っているトークンを受け付けません。</translation>
    </message>
    <message>
        <source>Give a new token, or remove it: the list is public.</source>
        <translation>新しいトークンを入力するか、削除してください。一覧は公開されています。</translation>
    </message>
    <message>
        <source>Nothing is kept yet of what %1 offers.</source>
        <translation>%1 の提供内容は、まだ何も保存されていません。</translation>
    </message>
    <message>
        <source>Connect to the internet and refresh.</source>
        <translation>インターネットに接続して、再読み込みしてください。</translation>
    </message>
</context>
<context>
    <name>portico::DocumentFile</name>
    <message>
        <source>%1 is not changed: a newer version wrote it (%2).</source>
        <translation>%1 は変更しません。より新しいバージョン（%2）が書いたものです。</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>名前なし</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Portico を更新してください。</translation>
    </message>
    <message>
        <source>The copy before it is used. The damaged file will be kept beside it.</source>
        <translation>その前の控えを使います。破損したファイルはその隣に残します。</translation>
    </message>
    <message>
        <source>Defaults are used. The damaged file will be kept beside it.</source>
        <translation>既定値を使います。破損したファイルはその隣に残します。</translation>
    </message>
</context>
<context>
    <name>portico::Download</name>
    <message>
        <source>Download</source>
        <translation>ダウンロード</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>検証</translation>
    </message>
    <message>
        <source>downloading %1</source>
        <translation>%1 をダウンロード</translation>
    </message>
    <message>
        <source>%1 Trying the mirror %2.</source>
        <translation>%1 ミラー %2 を試します。</translation>
    </message>
    <message>
        <source>The file in the store is damaged; it is fetched again.</source>
        <translation>ストアのファイルが破損しているため、もう一度取得します。</translation>
    </message>
    <message numerus="yes">
        <source>%1 Trying again in %n second(s).</source>
        <translation>
            <numerusform>%1 %n 秒後にもう一度試します。</numerusform>
        </translation>
    </message>
    <message>
        <source>A web page came from %1 instead of the file: this network may want you to sign in, or the address has expired.</source>
        <translation>%1 からファイルの代わりにウェブページが届きました。このネットワークがサインインを求めているか、アドレスの期限が切れています。</translation>
    </message>
    <message>
        <source>Open a browser, sign in to the network if it asks, then try again.</source>
        <translation>ブラウザーを開き、ネットワークが求めるならサインインしてから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>%1 sent the file in another form than was asked for (%2).</source>
        <translation>%1 が、求めたものと違う形式（%2）でファイルを送ってきました。</translation>
    </message>
    <message>
        <source>A proxy may change downloads; try another connection or address.</source>
        <translation>プロキシがダウンロードを書き換えることがあります。別の接続かアドレスをお試しください。</translation>
    </message>
    <message>
        <source>The file at %1 has %2 bytes, but %3 were promised.</source>
        <translation>%1 のファイルは %2 バイトですが、本来は %3 バイトのはずです。</translation>
    </message>
    <message>
        <source>It may have been replaced by a newer one: look for it again.</source>
        <translation>新しいものに置き換わったのかもしれません。もう一度探してください。</translation>
    </message>
    <message>
        <source>The file %1 has %2 bytes, but %3 were promised.</source>
        <translation>ファイル %1 は %2 バイトですが、本来は %3 バイトのはずです。</translation>
    </message>
    <message>
        <source>Download it again; it may be incomplete or another version.</source>
        <translation>もう一度ダウンロードしてください。不完全か、別のバージョンかもしれません。</translation>
    </message>
    <message>
        <source>%1 sent more than the %2 bytes that were promised.</source>
        <translation>%1 が、本来の %2 バイトを超えて送ってきました。</translation>
    </message>
    <message>
        <source>%1 does not say how long the file is, so nobody could tell whether all of it came.</source>
        <translation>%1 はファイルの長さを示さないため、全部届いたかどうかを確かめられません。</translation>
    </message>
    <message>
        <source>Download it with a browser and add it as a file, or give its SHA-256.</source>
        <translation>ブラウザーでダウンロードしてファイルとして追加するか、SHA-256 を指定してください。</translation>
    </message>
    <message>
        <source>%1 sent the whole file again.</source>
        <translation>%1 がファイル全体をもう一度送ってきました。</translation>
    </message>
    <message>
        <source>%1 sent another part of the file than was asked for.</source>
        <translation>%1 が、求めたものと違う部分を送ってきました。</translation>
    </message>
    <message numerus="yes">
        <source>%1 asks to wait for %n minute(s) before the next download.</source>
        <translation>
            <numerusform>%1 は、次のダウンロードまで %n 分待つよう求めています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again then; what has come is kept.</source>
        <translation>その後もう一度お試しください。届いた分は保存してあります。</translation>
    </message>
    <message>
        <source>The file from %1 is not the one that was promised: its SHA-256 is %2, expected was %3.</source>
        <translation>%1 のファイルは本来のものではありません。SHA-256 は %2 で、正しい値は %3 です。</translation>
    </message>
    <message>
        <source>Do not use this file. Look for a newer one, or tell its publisher.</source>
        <translation>このファイルを使わないでください。新しいものを探すか、公開元に知らせてください。</translation>
    </message>
</context>
<context>
    <name>portico::DraftChange</name>
    <message>
        <source>Move it somewhere else, then try again.</source>
        <translation>それを別の場所に移してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>%1 is there already, where a node pack has to go.</source>
        <translation>ノードパックを置く場所に、%1 がすでにあります。</translation>
    </message>
</context>
<context>
    <name>portico::Drift</name>
    <message>
        <source>“%1” has no generation that could be looked at.</source>
        <translation>「%1」には、調べられる世代がありません。</translation>
    </message>
    <message>
        <source>Install it again; its models and pictures stay.</source>
        <translation>インストールし直してください。モデルと画像は残ります。</translation>
    </message>
</context>
<context>
    <name>portico::DriftCard</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n 個のファイル</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 %2 was added (%3)</source>
        <translation>%1 %2 が追加されました（%3）</translation>
    </message>
    <message>
        <source>%1 %2 was removed (%3)</source>
        <translation>%1 %2 が削除されました（%3）</translation>
    </message>
    <message>
        <source>%1 %2 → %3 (%4)</source>
        <translation>%1 %2 → %3（%4）</translation>
    </message>
    <message>
        <source>%1 %2: changed (%3)</source>
        <translation>%1 %2：変更されました（%3）</translation>
    </message>
    <message>
        <source>torch was removed from “%1”</source>
        <translation>「%1」から torch が削除されました</translation>
    </message>
    <message>
        <source>torch was changed in “%1”</source>
        <translation>「%1」の torch が変更されました</translation>
    </message>
    <message>
        <source>torch was replaced in “%1”</source>
        <translation>「%1」の torch が置き換えられました</translation>
    </message>
    <message>
        <source>Packages were added to “%1”</source>
        <translation>「%1」にパッケージが追加されました</translation>
    </message>
    <message>
        <source>Files of “%1” were changed</source>
        <translation>「%1」のファイルが変更されました</translation>
    </message>
    <message>
        <source>Something outside Portico, such as a node pack or ComfyUI-Manager, installed them beside ComfyUI&apos;s own. In a layer they are kept apart, and an update keeps them.</source>
        <translation>ノードパックや ComfyUI-Manager など、Portico の外の何かが、ComfyUI のパッケージと並べてインストールしました。レイヤーに入れれば分けて保たれ、更新しても残ります。</translation>
    </message>
    <message>
        <source>Something outside Portico, such as a node pack or ComfyUI-Manager, changed what ComfyUI was installed with. It may fail to start, or compute slower. What is put back is what was there before; the changed files are kept.</source>
        <translation>ノードパックや ComfyUI-Manager など、Portico の外の何かが、ComfyUI と一緒にインストールされたものを変更しました。起動しなくなったり、計算が遅くなったりすることがあります。戻すと以前の内容になり、変更されたファイルは残します。</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Absorb into the layer</source>
        <translation>レイヤーに取り込む</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>元に戻す</translation>
    </message>
</context>
<context>
    <name>portico::DuplicateInstall</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts: it is not duplicated.</source>
        <translation>「%1」はご自分のフォルダーで、Portico は起動だけを行うため、複製しません。</translation>
    </message>
    <message>
        <source>Copy the folder yourself and add the copy.</source>
        <translation>フォルダーをご自分でコピーし、そのコピーを追加してください。</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico: it is not duplicated by this one.</source>
        <translation>「%1」はより新しい Portico が書いたもので、この Portico では複製しません。</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Portico を更新してください。</translation>
    </message>
    <message>
        <source>“%1” is running or being changed and cannot be duplicated now.</source>
        <translation>「%1」は実行中か変更中のため、今は複製できません。</translation>
    </message>
    <message>
        <source>Stop it, then duplicate it.</source>
        <translation>停止してから複製してください。</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <comment>name of a duplicated install</comment>
        <translation>%1 のコピー</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>duplicating “%1”</source>
        <translation>「%1」を複製</translation>
    </message>
</context>
<context>
    <name>portico::EntryLedger</name>
    <message>
        <source>it is a device, a pipe or a socket, not a file</source>
        <translation>ファイルではなく、デバイス、パイプ、またはソケットです</translation>
    </message>
    <message>
        <source>it is a link to “%1”, and %2</source>
        <translation>「%1」へのリンクで、%2</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>%L1 個を超える項目が入っています</translation>
    </message>
    <message>
        <source>%1 would unpack to %2, as only a trap does</source>
        <translation>%1 は展開すると %2 になり、これは罠でしかありえません</translation>
    </message>
    <message>
        <source>unpacked it would have more than %1</source>
        <translation>展開すると %1 を超えます</translation>
    </message>
    <message>
        <source>%1 would unpack to %2 or more, as only a trap does</source>
        <translation>%1 は展開すると %2 以上になり、これは罠でしかありえません</translation>
    </message>
    <message>
        <source>its path leads through “%1”, which is not a folder</source>
        <translation>パスが、フォルダーではない「%1」を通っています</translation>
    </message>
    <message>
        <source>“%1” differs from it only in a way that some systems ignore</source>
        <translation>「%1」との違いが、一部のシステムでは無視されるものだけです</translation>
    </message>
    <message>
        <source>it comes twice</source>
        <translation>二回出てきます</translation>
    </message>
    <message>
        <source>“%1” would be the same file on some systems</source>
        <translation>一部のシステムでは「%1」と同じファイルになります</translation>
    </message>
    <message>
        <source>it is a hard link to “%1”, which is no file before it</source>
        <translation>「%1」へのハードリンクですが、それより前にそのファイルがありません</translation>
    </message>
    <message>
        <source>it is a link that leads out of the folder by way of other links</source>
        <translation>ほかのリンクを経由してフォルダーの外に出るリンクです</translation>
    </message>
    <message>
        <source>it is a link that never ends</source>
        <translation>終わりのないリンクです</translation>
    </message>
    <message>
        <source>“%1”: %2.</source>
        <translation>「%1」：%2。</translation>
    </message>
</context>
<context>
    <name>portico::EntryRules</name>
    <message>
        <source>its name is empty</source>
        <translation>名前が空です</translation>
    </message>
    <message>
        <source>its name is not valid UTF-8</source>
        <translation>名前が正しい UTF-8 ではありません</translation>
    </message>
    <message>
        <source>its name holds a NUL byte</source>
        <translation>名前に NUL バイトが入っています</translation>
    </message>
    <message>
        <source>its name holds a control character</source>
        <translation>名前に制御文字が入っています</translation>
    </message>
    <message>
        <source>its name holds a character that turns the direction of the text around</source>
        <translation>名前に、文字の向きを変える文字が入っています</translation>
    </message>
    <message>
        <source>it leads to an absolute path</source>
        <translation>絶対パスを指しています</translation>
    </message>
    <message>
        <source>it leads to a drive</source>
        <translation>ドライブを指しています</translation>
    </message>
    <message>
        <source>it leads to a network or device path</source>
        <translation>ネットワークまたはデバイスのパスを指しています</translation>
    </message>
    <message>
        <source>it leads out of the folder</source>
        <translation>フォルダーの外を指しています</translation>
    </message>
    <message>
        <source>a part of its path is empty or a dot</source>
        <translation>パスの一部が空か、点一つです</translation>
    </message>
    <message>
        <source>a part of its path is only spaces</source>
        <translation>パスの一部が空白だけです</translation>
    </message>
    <message>
        <source>its name holds a colon, which names a hidden stream on Windows</source>
        <translation>名前にコロンが入っています。Windows では隠しストリームを指します</translation>
    </message>
    <message>
        <source>its path has more than %1 bytes</source>
        <translation>パスが %1 バイトを超えています</translation>
    </message>
    <message>
        <source>a part of its path has more than %1 bytes</source>
        <translation>パスの一部が %1 バイトを超えています</translation>
    </message>
    <message>
        <source>it lies more than %1 folders deep</source>
        <translation>%1 階層を超える深さのフォルダーにあります</translation>
    </message>
    <message>
        <source>its name is a device on Windows</source>
        <translation>名前が Windows のデバイス名です</translation>
    </message>
    <message>
        <source>Windows cannot hold its name</source>
        <translation>Windows では使えない名前です</translation>
    </message>
</context>
<context>
    <name>portico::EnvConfig</name>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1、%2 行目：%3</translation>
    </message>
    <message>
        <source>“%1” in [%2] has no effect: known there is %3. Correct its spelling.</source>
        <translation>[%2] の「%1」は効果がありません。そこで使えるのは %3 です。つづりを直してください。</translation>
    </message>
    <message>
        <source>“%1” must be a table.</source>
        <translation>「%1」はテーブルでなければなりません。</translation>
    </message>
    <message>
        <source>Write it as [%1] with its keys below.</source>
        <translation>[%1] と書き、その下にキーを書いてください。</translation>
    </message>
    <message>
        <source>“%1” in [%2] must be a list of names.</source>
        <translation>[%2] の「%1」は名前のリストでなければなりません。</translation>
    </message>
    <message>
        <source>Write it as %1 = [&quot;first&quot;, &quot;second&quot;].</source>
        <translation>%1 = [&quot;first&quot;, &quot;second&quot;] のように書いてください。</translation>
    </message>
    <message>
        <source>[%1] has no effect in this file.</source>
        <translation>[%1] はこのファイルでは効果がありません。</translation>
    </message>
    <message>
        <source>Move it to %1 in the pack&apos;s own folder.</source>
        <translation>パック自身のフォルダーの %1 に移してください。</translation>
    </message>
    <message>
        <source>[serializers] is not known any more.</source>
        <translation>[serializers] はもう使われていません。</translation>
    </message>
    <message>
        <source>Declare the sockets under [types] in %1, and put their code into serialization.py.</source>
        <translation>%1 の [types] の下にソケットを宣言し、そのコードを serialization.py に入れてください。</translation>
    </message>
    <message>
        <source>The format %1 is not known, only 1.</source>
        <translation>形式 %1 には対応していません。対応しているのは 1 だけです。</translation>
    </message>
    <message>
        <source>Remove the line, or use a newer comfy-env.</source>
        <translation>この行を削除するか、より新しい comfy-env を使ってください。</translation>
    </message>
    <message>
        <source>[%1] is written by comfy-env itself.</source>
        <translation>[%1] は comfy-env 自身が書きます。</translation>
    </message>
    <message>
        <source>Remove it: each file describes one environment.</source>
        <translation>削除してください。一つのファイルが一つの環境を表します。</translation>
    </message>
    <message>
        <source>“%1” in [workspace] is written by comfy-env itself.</source>
        <translation>[workspace] の「%1」は comfy-env 自身が書きます。</translation>
    </message>
    <message>
        <source>Remove the line.</source>
        <translation>この行を削除してください。</translation>
    </message>
    <message>
        <source>the Python version %1 is a number, and 3.10 would be 3.1.</source>
        <translation>Python のバージョン %1 が数値になっています。これでは 3.10 が 3.1 になります。</translation>
    </message>
    <message>
        <source>Put it into quotes: python = &quot;%1&quot;.</source>
        <translation>引用符で囲んでください：python = &quot;%1&quot;。</translation>
    </message>
    <message>
        <source>Python %1 is too old for comfy-env %2.</source>
        <translation>Python %1 は comfy-env %2 には古すぎます。</translation>
    </message>
    <message>
        <source>Ask for Python 3.10 or newer.</source>
        <translation>Python 3.10 以降を求めてください。</translation>
    </message>
    <message>
        <source>%1 is always that of ComfyUI, and must not stand here.</source>
        <translation>%1 は常に ComfyUI のものが使われるため、ここには書けません。</translation>
    </message>
    <message>
        <source>Remove it from the list.</source>
        <translation>リストから削除してください。</translation>
    </message>
    <message>
        <source>“health_check_timeout” must be a number of seconds.</source>
        <translation>「health_check_timeout」は秒数でなければなりません。</translation>
    </message>
    <message>
        <source>Write it as 5.0.</source>
        <translation>5.0 のように書いてください。</translation>
    </message>
    <message>
        <source>“%1” is no version of the package %2.</source>
        <translation>「%1」はパッケージ %2 のバージョンではありません。</translation>
    </message>
    <message>
        <source>Write it as %1 = &quot;&gt;=1.0,&lt;2&quot;, or = &quot;*&quot; for any.</source>
        <translation>%1 = &quot;&gt;=1.0,&lt;2&quot; のように、何でもよければ = &quot;*&quot; と書いてください。</translation>
    </message>
    <message>
        <source>the version of “%1” must be a text.</source>
        <translation>「%1」のバージョンは文字列でなければなりません。</translation>
    </message>
    <message>
        <source>Put it into quotes: %1 = &quot;%2&quot;.</source>
        <translation>引用符で囲んでください：%1 = &quot;%2&quot;。</translation>
    </message>
    <message>
        <source>“%1” is known neither to comfy-env nor to pixi, which will refuse it. Correct its spelling.</source>
        <translation>「%1」は comfy-env も pixi も知らず、pixi は拒否します。つづりを直してください。</translation>
    </message>
</context>
<context>
    <name>portico::EnvEngine</name>
    <message>
        <source>pixi, because “%1” comes from conda.</source>
        <translation>「%1」が conda から来るため、pixi です。</translation>
    </message>
    <message>
        <source>pixi, because the channel “%1” is asked for.</source>
        <translation>チャンネル「%1」が求められているため、pixi です。</translation>
    </message>
    <message>
        <source>pixi, because “%1” has a source of its own.</source>
        <translation>「%1」に独自の入手元があるため、pixi です。</translation>
    </message>
    <message>
        <source>pixi, because [%1] is its own.</source>
        <translation>[%1] は pixi 専用のため、pixi です。</translation>
    </message>
    <message>
        <source>pixi, because “%1” is nothing that Portico knows.</source>
        <translation>「%1」は Portico の知らないものなので、pixi です。</translation>
    </message>
    <message>
        <source>pixi, because scripts are to run on activation.</source>
        <translation>有効化のときにスクリプトを実行するため、pixi です。</translation>
    </message>
    <message>
        <source>uv, because only Python packages are asked for: it is faster, and nothing of conda is fetched.</source>
        <translation>Python パッケージだけが求められているため、uv です。こちらのほうが速く、conda からは何も取得しません。</translation>
    </message>
</context>
<context>
    <name>portico::EnvFloors</name>
    <message>
        <source>“%1” needs %2, and this computer has %3.</source>
        <translation>「%1」には %2 が必要ですが、このコンピューターは %3 です。</translation>
    </message>
    <message>
        <source>Use a newer system, or ask the author of the pack “%1”.</source>
        <translation>より新しいシステムを使うか、パック「%1」の作者に尋ねてください。</translation>
    </message>
    <message>
        <source>glibc %1 or newer</source>
        <translation>glibc %1 以降</translation>
    </message>
    <message>
        <source>another C library</source>
        <translation>別の C ライブラリ</translation>
    </message>
    <message>
        <source>macOS %1 or newer</source>
        <translation>macOS %1 以降</translation>
    </message>
    <message>
        <source>an NVIDIA GPU for CUDA %1</source>
        <translation>CUDA %1 用の NVIDIA GPU</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
</context>
<context>
    <name>portico::EnvOperations</name>
    <message>
        <source>ComfyUI of “%1” runs, and its nodes use the environments.</source>
        <translation>「%1」の ComfyUI が実行中で、そのノードがこれらの環境を使っています。</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>停止してから、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::EnvPlan</name>
    <message>
        <source>comfy-env %1 keeps its environments in a way that Portico does not build.</source>
        <translation>comfy-env %1 は、Portico が構築しない方式で環境を保持します。</translation>
    </message>
    <message>
        <source>Update the pack: newer ones ask for comfy-env 0.4.22 or later.</source>
        <translation>パックを更新してください。新しいものは comfy-env 0.4.22 以降を求めます。</translation>
    </message>
    <message>
        <source>This install has no torch, and comfy-env %1 makes environments only for one that has.</source>
        <translation>このインストールには torch がなく、comfy-env %1 は torch のあるものにだけ環境を作ります。</translation>
    </message>
    <message>
        <source>Repair the install first.</source>
        <translation>先にこのインストールを修復してください。</translation>
    </message>
    <message>
        <source>Nobody offers “%1” for CUDA %2 with torch %3 on this computer.</source>
        <translation>このコンピューターで torch %3 の CUDA %2 用の「%1」は、どこも提供していません。</translation>
    </message>
    <message>
        <source>Try again later, or ask the author of the pack “%1”.</source>
        <translation>後でもう一度試すか、パック「%1」の作者に尋ねてください。</translation>
    </message>
    <message>
        <source>“%1” is not offered for CUDA %2 with torch %3: the environments with CUDA wheels get torch %4 for CUDA %5.</source>
        <translation>torch %3 の CUDA %2 用の「%1」は提供されていません。CUDA wheel を使う環境には、CUDA %5 用の torch %4 を入れます。</translation>
    </message>
</context>
<context>
    <name>portico::EnvProof</name>
    <message>
        <source>exit code %1</source>
        <translation>終了コード %1</translation>
    </message>
    <message>
        <source>Repair it.</source>
        <translation>修復してください。</translation>
    </message>
    <message>
        <source>The package %1, which it was built with, is not there.</source>
        <translation>構築に使われたパッケージ %1 がありません。</translation>
    </message>
    <message>
        <source>Its Python does not start: %1</source>
        <translation>Python が起動しません：%1</translation>
    </message>
</context>
<context>
    <name>portico::EnvState</name>
    <message>
        <source>Build it.</source>
        <translation>構築してください。</translation>
    </message>
    <message>
        <source>Repair it.</source>
        <translation>修復してください。</translation>
    </message>
    <message>
        <source>It was made in %1 and came here with its install, but environments cannot be moved.</source>
        <translation>%1 で作られ、インストールと一緒にここへ来ましたが、環境は移動できません。</translation>
    </message>
    <message>
        <source>Build it: it is made anew.</source>
        <translation>構築してください。新しく作られます。</translation>
    </message>
    <message>
        <source>There is one for another Python, torch or comfy-env only: %1.</source>
        <translation>別の Python、torch、または comfy-env 用のものしかありません：%1。</translation>
    </message>
    <message>
        <source>It has not been built: the nodes run in ComfyUI&apos;s own Python, or not at all.</source>
        <translation>まだ構築されていません。ノードは ComfyUI 自身の Python で動くか、まったく動きません。</translation>
    </message>
    <message>
        <source>Building it did not come to its end.</source>
        <translation>構築が最後まで終わっていません。</translation>
    </message>
    <message>
        <source>The Python that it leans on is gone: %1.</source>
        <translation>もとになる Python がなくなりました：%1。</translation>
    </message>
    <message>
        <source>Its Python is not there: %1.</source>
        <translation>Python がありません：%1。</translation>
    </message>
    <message>
        <source>It was made for %1, and this install is %2: comfy-env will refuse it.</source>
        <translation>%1 用に作られましたが、このインストールは %2 です。comfy-env はこれを拒否します。</translation>
    </message>
    <message>
        <source>Its comfy-env.toml has changed since it was built.</source>
        <translation>構築してから comfy-env.toml が変わりました。</translation>
    </message>
    <message>
        <source>A file of the package “%1” is gone: %2.</source>
        <translation>パッケージ「%1」のファイルがなくなりました：%2。</translation>
    </message>
    <message>
        <source>Some of its packages are gone.</source>
        <translation>パッケージの一部がなくなりました。</translation>
    </message>
    <message>
        <source>Beside its link there is an older one, which may be taken instead: %1.</source>
        <translation>リンクの隣に古いものがあり、代わりにそちらが使われることがあります：%1。</translation>
    </message>
    <message>
        <source>The link that leads to it is not there, or leads elsewhere.</source>
        <translation>ここへのリンクがないか、別の場所を指しています。</translation>
    </message>
    <message>
        <source>It is being built.</source>
        <translation>構築中です。</translation>
    </message>
    <message>
        <source>Wait for it.</source>
        <translation>お待ちください。</translation>
    </message>
    <message>
        <source>built</source>
        <translation>構築済み</translation>
    </message>
    <message>
        <source>being built</source>
        <translation>構築中</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>古い</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>破損</translation>
    </message>
    <message>
        <source>made for something else</source>
        <translation>別のもの用</translation>
    </message>
    <message>
        <source>made elsewhere</source>
        <translation>別の場所で作成</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>読み取り不可</translation>
    </message>
</context>
<context>
    <name>portico::Environment</name>
    <message>
        <source>There are no Python packages in %1.</source>
        <translation>%1 に Python パッケージがありません。</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>このインストール</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>このインストールを修復するか、インストールし直してください。</translation>
    </message>
</context>
<context>
    <name>portico::Error</name>
    <message>
        <source>Cancelled.</source>
        <translation>キャンセルしました。</translation>
    </message>
</context>
<context>
    <name>portico::ExitFacts</name>
    <message>
        <source>hung up</source>
        <translation>接続切断</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>割り込み</translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation>不正な命令</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>異常終了</translation>
    </message>
    <message>
        <source>arithmetic error</source>
        <translation>演算エラー</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>強制終了</translation>
    </message>
    <message>
        <source>invalid memory access</source>
        <translation>不正なメモリアクセス</translation>
    </message>
    <message>
        <source>terminated</source>
        <translation>終了要求</translation>
    </message>
    <message>
        <source>access violation</source>
        <translation>アクセス違反</translation>
    </message>
    <message>
        <source>stack buffer overrun</source>
        <translation>スタックバッファーオーバーラン</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>メモリ不足</translation>
    </message>
    <message>
        <source>a DLL is missing</source>
        <translation>DLL の欠落</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>終了コード %1</translation>
    </message>
    <message>
        <source>ended by exception %1</source>
        <translation>例外 %1 で終了</translation>
    </message>
    <message>
        <source>ended by signal %1</source>
        <translation>シグナル %1 で終了</translation>
    </message>
</context>
<context>
    <name>portico::ExportSnapshot</name>
    <message>
        <source>%1 is no snapshot.</source>
        <translation>%1 はスナップショットではありません。</translation>
    </message>
    <message>
        <source>Give a file that Portico, ComfyUI-Manager or Comfy Desktop has written.</source>
        <translation>Portico、ComfyUI-Manager、または Comfy Desktop が書いたファイルを指定してください。</translation>
    </message>
</context>
<context>
    <name>portico::ExportVendored</name>
    <message>
        <source>Keeping “%1” was interrupted, so it is not whole.</source>
        <translation>「%1」の保管は中断されたため、完全ではありません。</translation>
    </message>
    <message>
        <source>Keep it again; what is here already is not fetched twice.</source>
        <translation>もう一度保管してください。すでにあるものは取得し直しません。</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 はすでにあります。</translation>
    </message>
    <message>
        <source>Choose another name, or remove it first.</source>
        <translation>別の名前を選ぶか、先にそれを削除してください。</translation>
    </message>
    <message>
        <source>exporting “%1”</source>
        <translation>「%1」をエクスポート</translation>
    </message>
</context>
<context>
    <name>portico::Extras</name>
    <message>
        <source>The extras in %1 cannot be used: %2.</source>
        <translation>%1 の追加パッケージは使えません：%2。</translation>
    </message>
    <message>
        <source>Put the file right, or use the ready set.</source>
        <translation>ファイルを直すか、用意されたセットを使ってください。</translation>
    </message>
    <message>
        <source>“%1” is no list</source>
        <translation>「%1」がリストではありません</translation>
    </message>
    <message>
        <source>“%1” has an entry that is no text</source>
        <translation>「%1」に文字列でない項目があります</translation>
    </message>
    <message>
        <source>Left out of the extras: %1. %2</source>
        <translation>追加パッケージから除外：%1。%2</translation>
    </message>
    <message>
        <source>Extras</source>
        <translation>追加パッケージ</translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation>ファイル %1 がありません</translation>
    </message>
    <message>
        <source>it cannot be removed</source>
        <translation>削除できません</translation>
    </message>
    <message>
        <source>extras</source>
        <translation>追加パッケージ</translation>
    </message>
    <message>
        <source>“%1” is no requirement</source>
        <translation>「%1」は要件の書き方ではありません</translation>
    </message>
    <message>
        <source>Left out of the extras: %1. There is no wheel of %2, so that it must be built, which runs its own code, and nobody agreed to that (--allow-builds).</source>
        <translation>追加パッケージから除外：%1。%2 の wheel がないため構築が必要ですが、構築ではそのパッケージのコードが実行され、まだ誰も同意していません（--allow-builds）。</translation>
    </message>
</context>
<context>
    <name>portico::FetchUv</name>
    <message>
        <source>Install uv yourself, or try again later.</source>
        <translation>uv をご自分でインストールするか、後でもう一度お試しください。</translation>
    </message>
    <message>
        <source>uv could not be put into %1.</source>
        <translation>uv を %1 に置けませんでした。</translation>
    </message>
    <message>
        <source>There is no place to put uv.</source>
        <translation>uv を置く場所がありません。</translation>
    </message>
    <message>
        <source>Fetching uv %1 with the pip of %2.</source>
        <translation>%2 の pip で uv %1 を取得しています。</translation>
    </message>
    <message>
        <source>The pip of %1 could not fetch uv.</source>
        <translation>%1 の pip で uv を取得できませんでした。</translation>
    </message>
</context>
<context>
    <name>portico::File</name>
    <message>
        <source>%1 is not read: it has more than %2.</source>
        <translation>%1 は %2 を超えるため、読み込みません。</translation>
    </message>
    <message>
        <source>Check whether this is the right file.</source>
        <translation>正しいファイルか確認してください。</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 はファイルではありません。</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>ファイルを選んでください。</translation>
    </message>
</context>
<context>
    <name>portico::FileError</name>
    <message>
        <source>the disk is full</source>
        <translation>ディスクがいっぱいです</translation>
    </message>
    <message>
        <source>Free some space on this disk, or choose another folder, and try again.</source>
        <translation>このディスクの空きを増やすか、別のフォルダーを選んで、もう一度お試しください。</translation>
    </message>
    <message>
        <source>the system does not allow it</source>
        <translation>システムが許可していません</translation>
    </message>
    <message>
        <source>Give yourself the right to this folder, or choose another one.</source>
        <translation>このフォルダーへの権限を設定するか、別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>this place cannot be written</source>
        <translation>この場所には書き込めません</translation>
    </message>
    <message>
        <source>Choose a folder on a disk that can be written.</source>
        <translation>書き込めるディスクのフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>そこにありません</translation>
    </message>
    <message>
        <source>Check that the folder is still there and its disk is connected.</source>
        <translation>フォルダーがまだあるか、ディスクがつながっているかを確認してください。</translation>
    </message>
    <message>
        <source>it is there already</source>
        <translation>すでにあります</translation>
    </message>
    <message>
        <source>Move what is there out of the way, or choose another name.</source>
        <translation>そこにあるものをどけるか、別の名前を選んでください。</translation>
    </message>
    <message>
        <source>another program is using it</source>
        <translation>別のプログラムが使っています</translation>
    </message>
    <message>
        <source>Close the program that uses it, such as a virus scanner, and try again.</source>
        <translation>ウイルス対策ソフトなど、そのファイルを使っているプログラムを閉じて、もう一度お試しください。</translation>
    </message>
    <message>
        <source>the two places lie on different disks</source>
        <translation>二つの場所が別々のディスクにあります</translation>
    </message>
    <message>
        <source>Choose two folders on the same disk.</source>
        <translation>同じディスクの二つのフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Check the disk, and try again.</source>
        <translation>ディスクを確認して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 を読めません：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 に書き込めません：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2.</source>
        <translation>%1 を作れません：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be put in its place: %2.</source>
        <translation>%1 を所定の場所に置けません：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2.</source>
        <translation>%1 を削除できません：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be locked: %2.</source>
        <translation>%1 をロックできません：%2。</translation>
    </message>
    <message>
        <source>%1 needs %2, but only %3 are free on its disk.</source>
        <translation>%1 には %2 が必要ですが、ディスクの空きは %3 です。</translation>
    </message>
</context>
<context>
    <name>portico::FileLock</name>
    <message>
        <source>Another Portico is at work here.</source>
        <translation>別の Portico がここで作業中です。</translation>
    </message>
    <message>
        <source>Wait until it is done, or end it, and try again.</source>
        <translation>終わるのを待つか、終了させてから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Another Portico (process %1) is at work here: %2.</source>
        <translation>別の Portico（プロセス %1）がここで作業中です：%2。</translation>
    </message>
    <message>
        <source>Another Portico (process %1) is at work here.</source>
        <translation>別の Portico（プロセス %1）がここで作業中です。</translation>
    </message>
</context>
<context>
    <name>portico::FileSource</name>
    <message>
        <source>the install&apos;s own copy</source>
        <translation>このインストール自身の控え</translation>
    </message>
    <message>
        <source>another install</source>
        <translation>別のインストール</translation>
    </message>
    <message>
        <source>the archive it was unpacked from</source>
        <translation>展開元のアーカイブ</translation>
    </message>
    <message>
        <source>what installers always write</source>
        <translation>インストーラーが常に書くもの</translation>
    </message>
    <message>
        <source>the store&apos;s wheels</source>
        <translation>ストアの wheel</translation>
    </message>
    <message>
        <source>the package index</source>
        <translation>パッケージインデックス</translation>
    </message>
</context>
<context>
    <name>portico::FindGuilty</name>
    <message>
        <source>All is well.</source>
        <translation>問題ありません。</translation>
    </message>
    <message>
        <source>ComfyUI did not become ready.</source>
        <translation>ComfyUI が準備完了になりませんでした。</translation>
    </message>
    <message>
        <source>A node pack could not be imported.</source>
        <translation>ノードパックを読み込めませんでした。</translation>
    </message>
    <message>
        <source>It still goes wrong.</source>
        <translation>まだ問題が起きます。</translation>
    </message>
    <message>
        <source>Round %1 of at most %2: no pack</source>
        <translation>%1 回目（最大 %2 回）：パックなし</translation>
    </message>
    <message numerus="yes">
        <source>Round %1 of at most %2: %n pack(s)</source>
        <translation>
            <numerusform>%1 回目（最大 %2 回）：%n 個のパック</numerusform>
        </translation>
    </message>
    <message>
        <source>Packs: %1</source>
        <translation>パック：%1</translation>
    </message>
    <message>
        <source>The node pack %1 keeps ComfyUI from starting.</source>
        <translation>ノードパック %1 が ComfyUI の起動を妨げています。</translation>
    </message>
    <message>
        <source>The node pack %1 cannot be imported, also when it is alone.</source>
        <translation>ノードパック %1 は、それだけでも読み込めません。</translation>
    </message>
    <message>
        <source>It goes wrong with the node pack %1, also when it is alone.</source>
        <translation>ノードパック %1 では、それだけでも問題が起きます。</translation>
    </message>
    <message>
        <source>It goes wrong only when these node packs are together: %1.</source>
        <translation>次のノードパックがそろったときにだけ問題が起きます：%1。</translation>
    </message>
    <message>
        <source>No node pack is the cause: it goes wrong without any, too.</source>
        <translation>どのノードパックも原因ではありません。一つもなくても問題が起きます。</translation>
    </message>
    <message>
        <source>With all node packs, nothing went wrong this time.</source>
        <translation>すべてのノードパックがあっても、今回は問題が起きませんでした。</translation>
    </message>
</context>
<context>
    <name>portico::FindPython</name>
    <message>
        <source>There is no program %1.</source>
        <translation>プログラム %1 がありません。</translation>
    </message>
    <message>
        <source>Give the path of a Python 3.10 or newer.</source>
        <translation>Python 3.10 以降のパスを指定してください。</translation>
    </message>
    <message>
        <source>%1 is Python %2, which is too old.</source>
        <translation>%1 は Python %2 で、古すぎます。</translation>
    </message>
    <message>
        <source>There is no Python 3.10 or newer on this computer.</source>
        <translation>このコンピューターに Python 3.10 以降がありません。</translation>
    </message>
    <message>
        <source>Install Python from python.org or your system&apos;s packages.</source>
        <translation>python.org またはシステムのパッケージから Python をインストールしてください。</translation>
    </message>
    <message>
        <source>None was found on PATH.</source>
        <translation>PATH に見つかりませんでした。</translation>
    </message>
    <message>
        <source>Tried: %1</source>
        <translation>試したもの：%1</translation>
    </message>
</context>
<context>
    <name>portico::FinishEnv</name>
    <message>
        <source>The environment has no Python where comfy-env looks for it: %1.</source>
        <translation>comfy-env が探す場所に、この環境の Python がありません：%1。</translation>
    </message>
    <message>
        <source>Try again; the log of the environment tells more.</source>
        <translation>もう一度お試しください。環境のログに詳しいことがあります。</translation>
    </message>
</context>
<context>
    <name>portico::FixSettings</name>
    <message>
        <source>The argument %1 is not among the arguments of “%2”.</source>
        <translation>引数 %1 は「%2」の引数にありません。</translation>
    </message>
    <message>
        <source>Look at the command in the settings of this install, and at its start script.</source>
        <translation>このインストールの設定にあるコマンドと、その起動スクリプトを見てください。</translation>
    </message>
    <message>
        <source>The ComfyUI of “%1” does not know %2.</source>
        <translation>「%1」の ComfyUI は %2 を知りません。</translation>
    </message>
    <message>
        <source>Use a newer version of ComfyUI.</source>
        <translation>より新しいバージョンの ComfyUI を使ってください。</translation>
    </message>
    <message>
        <source>Use the next free port</source>
        <translation>次の空きポートを使う</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 を追加</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を削除</translation>
    </message>
    <message>
        <source>Use graphics card %1 only</source>
        <translation>グラフィックカード %1 だけを使う</translation>
    </message>
    <message>
        <source>Use the classic layout</source>
        <translation>従来の配置を使う</translation>
    </message>
    <message>
        <source>Install what %1 needs…</source>
        <translation>%1 に必要なものをインストール…</translation>
    </message>
    <message>
        <source>Repair torch…</source>
        <translation>torch を修復…</translation>
    </message>
    <message>
        <source>Repair…</source>
        <translation>修復…</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>%1 を無効化</translation>
    </message>
    <message>
        <source>Update %1…</source>
        <translation>%1 を更新…</translation>
    </message>
    <message>
        <source>Run the install.py of %1…</source>
        <translation>%1 の install.py を実行…</translation>
    </message>
    <message>
        <source>Find the node pack…</source>
        <translation>ノードパックを探す…</translation>
    </message>
    <message>
        <source>Find the guilty pack…</source>
        <translation>原因のパックを探す…</translation>
    </message>
    <message>
        <source>Safe start</source>
        <translation>セーフスタート</translation>
    </message>
    <message>
        <source>Choose another build…</source>
        <translation>別のビルドを選ぶ…</translation>
    </message>
    <message>
        <source>End what is left</source>
        <translation>残っているものを終了</translation>
    </message>
    <message>
        <source>Clear and repair…</source>
        <translation>消去して修復…</translation>
    </message>
    <message>
        <source>Create the folder</source>
        <translation>フォルダーを作成</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>ファイルを開く</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>フォルダーを開く</translation>
    </message>
    <message>
        <source>Open the web page</source>
        <translation>ウェブページを開く</translation>
    </message>
    <message>
        <source>Show what takes space</source>
        <translation>容量の内訳を表示</translation>
    </message>
    <message>
        <source>This fix is no change of settings.</source>
        <translation>この修正は、設定の変更ではありません。</translation>
    </message>
    <message>
        <source>Please report this as a bug.</source>
        <translation>これを不具合として報告してください。</translation>
    </message>
</context>
<context>
    <name>portico::ForeignSnapshots</name>
    <message>
        <source>%1 cannot be used: %2</source>
        <translation>%1 は使えません：%2</translation>
    </message>
    <message>
        <source>Write it anew with the program that it is of.</source>
        <translation>それを作ったプログラムで書き直してください。</translation>
    </message>
    <message>
        <source>%1 has no commit.</source>
        <translation>%1 にコミットがありません。</translation>
    </message>
    <message>
        <source>“%1” is no node pack of the registry.</source>
        <translation>「%1」はレジストリのノードパックではありません。</translation>
    </message>
    <message>
        <source>Its list of Python packages is not taken over: what the node packs need is planned for this ComfyUI.</source>
        <translation>Python パッケージの一覧は引き継ぎません。ノードパックに必要なものは、この ComfyUI に合わせて計画します。</translation>
    </message>
    <message>
        <source>It was taken with ComfyUI of commit %1, which stays as it is here.</source>
        <translation>コミット %1 の ComfyUI で記録されました。ここの ComfyUI は今のままです。</translation>
    </message>
    <message>
        <source>%1 was written by a newer Comfy Desktop.</source>
        <translation>%1 は、より新しい Comfy Desktop が書いたものです。</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Portico を更新してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>there is no snapshot in it.</source>
        <translation>スナップショットが入っていません。</translation>
    </message>
    <message>
        <source>It was taken with ComfyUI %1, which stays as it is here.</source>
        <translation>ComfyUI %1 で記録されました。ここの ComfyUI は今のままです。</translation>
    </message>
    <message>
        <source>ComfyUI-Manager&apos;s snapshots cannot say “%1”.</source>
        <translation>ComfyUI-Manager のスナップショットでは「%1」を表せません。</translation>
    </message>
    <message>
        <source>What was changed by hand in “%1” is not in it.</source>
        <translation>「%1」に手作業で加えた変更は含まれていません。</translation>
    </message>
</context>
<context>
    <name>portico::GitAddress</name>
    <message>
        <source>There is no folder %1.</source>
        <translation>フォルダー %1 がありません。</translation>
    </message>
    <message>
        <source>Give the folder of a git repository, or its https address.</source>
        <translation>git リポジトリのフォルダーか、その https のアドレスを指定してください。</translation>
    </message>
    <message>
        <source>%1 would be fetched without encryption.</source>
        <translation>%1 は暗号化なしで取得されることになります。</translation>
    </message>
    <message>
        <source>Use its https address, or allow http from this host in the network settings.</source>
        <translation>https のアドレスを使うか、ネットワークの設定でこのホストの http を許可してください。</translation>
    </message>
    <message>
        <source>The address names no host.</source>
        <translation>アドレスにホスト名がありません。</translation>
    </message>
    <message>
        <source>Give an address such as https://github.com/owner/name.</source>
        <translation>https://github.com/owner/name のようなアドレスを指定してください。</translation>
    </message>
    <message>
        <source>This is no address of a git repository.</source>
        <translation>git リポジトリのアドレスではありません。</translation>
    </message>
    <message>
        <source>Give an https address, or the path of a folder.</source>
        <translation>https のアドレスか、フォルダーのパスを指定してください。</translation>
    </message>
    <message>
        <source>Repositories are fetched by https only, and this is another kind of address.</source>
        <translation>リポジトリは https でだけ取得しますが、これは別の種類のアドレスです。</translation>
    </message>
    <message>
        <source>Give its https address, such as https://github.com/owner/name.</source>
        <translation>https://github.com/owner/name のような https のアドレスを指定してください。</translation>
    </message>
    <message>
        <source>This is no address that a git repository can have.</source>
        <translation>git リポジトリのアドレスとしてありえないものです。</translation>
    </message>
</context>
<context>
    <name>portico::GitFailure</name>
    <message>
        <source>There is no repository at %1.</source>
        <translation>%1 にリポジトリがありません。</translation>
    </message>
    <message>
        <source>Check the address; a private repository may need a login.</source>
        <translation>アドレスを確認してください。非公開のリポジトリにはログインが必要なことがあります。</translation>
    </message>
    <message>
        <source>The proxy refused the way to %1.</source>
        <translation>プロキシが %1 への接続を拒否しました。</translation>
    </message>
    <message>
        <source>%1 does not let you in.</source>
        <translation>%1 へのアクセスが許可されませんでした。</translation>
    </message>
    <message>
        <source>Check the proxy and its login in the network settings.</source>
        <translation>ネットワークの設定で、プロキシとそのログインを確認してください。</translation>
    </message>
    <message>
        <source>Check the address and its user and password.</source>
        <translation>アドレスと、そのユーザー名とパスワードを確認してください。</translation>
    </message>
    <message>
        <source>%1 answered with status %2.</source>
        <translation>%1 がステータス %2 を返しました。</translation>
    </message>
    <message>
        <source>Try again later, or use another address.</source>
        <translation>後でもう一度試すか、別のアドレスを使ってください。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>%1 の証明書は信頼されていません。</translation>
    </message>
    <message>
        <source>If your network inspects connections, name its certificate authority in the network settings.</source>
        <translation>ネットワークが通信を検査しているなら、その認証局をネットワークの設定で指定してください。</translation>
    </message>
    <message>
        <source>The disk became full while %1 was fetched.</source>
        <translation>%1 を取得している間にディスクがいっぱいになりました。</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>空きを増やして、もう一度お試しください。</translation>
    </message>
    <message>
        <source>What answers at %1 is no git server.</source>
        <translation>%1 で応答しているのは git サーバーではありません。</translation>
    </message>
    <message>
        <source>Check the address; the network may also want you to sign in first.</source>
        <translation>アドレスを確認してください。ネットワークが先にサインインを求めていることもあります。</translation>
    </message>
    <message>
        <source>The address of %1 cannot be found: there is no such host, or no network.</source>
        <translation>%1 のアドレスが見つかりません。そのホストがないか、ネットワークにつながっていません。</translation>
    </message>
    <message>
        <source>Check the address and your connection.</source>
        <translation>アドレスと接続を確認してください。</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>%1 への接続に失敗しました。</translation>
    </message>
    <message>
        <source>Check your connection and try again.</source>
        <translation>接続を確認して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>What came from %1 is damaged.</source>
        <translation>%1 から届いたものは破損しています。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, the repository itself is damaged.</source>
        <translation>もう一度お試しください。変わらないなら、リポジトリ自体が破損しています。</translation>
    </message>
    <message>
        <source>There is no git repository in %1.</source>
        <translation>%1 に git リポジトリがありません。</translation>
    </message>
    <message>
        <source>Check the path or address.</source>
        <translation>パスまたはアドレスを確認してください。</translation>
    </message>
    <message>
        <source>Git could not fetch %1.</source>
        <translation>git で %1 を取得できませんでした。</translation>
    </message>
    <message>
        <source>Look at the job&apos;s log for git&apos;s own words, and try again.</source>
        <translation>ジョブのログで git の言葉を確認してから、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::GitMain</name>
    <message>
        <source>git cannot reach %1 through a proxy: it leads https there only.</source>
        <translation>git はプロキシを通して %1 に到達できません。このプロキシは https だけを通します。</translation>
    </message>
    <message>
        <source>Use an https address, or except %1 from the proxy.</source>
        <translation>https のアドレスを使うか、%1 をプロキシの対象外にしてください。</translation>
    </message>
</context>
<context>
    <name>portico::GitTransfer</name>
    <message>
        <source>Receive</source>
        <translation>受信</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>組み立て</translation>
    </message>
    <message>
        <source>Wait for the server</source>
        <translation>サーバーの応答待ち</translation>
    </message>
    <message>
        <source>%1 does not accept the user and password.</source>
        <translation>%1 はこのユーザー名とパスワードを受け付けません。</translation>
    </message>
    <message>
        <source>%1 wants a login: it is private, or it is not there.</source>
        <translation>%1 はログインを求めています。非公開か、存在しません。</translation>
    </message>
    <message>
        <source>Check the address; put user and token into it as https://user:token@host/…</source>
        <translation>アドレスを確認し、ユーザー名とトークンを https://user:token@host/… の形で入れてください。</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>チェックアウト</translation>
    </message>
</context>
<context>
    <name>portico::Github</name>
    <message>
        <source>The answer of %1 cannot be understood.</source>
        <translation>%1 の応答を理解できません。</translation>
    </message>
    <message>
        <source>Try again. A sign-in page of your network may be in the way.</source>
        <translation>もう一度お試しください。ネットワークのサインインページが妨げているのかもしれません。</translation>
    </message>
    <message numerus="yes">
        <source>%1 wants fewer questions: waiting for %n second(s).</source>
        <translation>
            <numerusform>%1 は問い合わせを減らすよう求めています。%n 秒待ちます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a new one at %1/settings/tokens and give it with “porticoctl github login”.</source>
        <translation>%1/settings/tokens で新しいトークンを作り、「porticoctl github login」で入力してください。</translation>
    </message>
    <message>
        <source>GitHub refused %1: the organisation demands single sign-on, and the token is not authorised for it.</source>
        <translation>GitHub が %1 を拒否しました。組織がシングルサインオンを求めていますが、このトークンは認可されていません。</translation>
    </message>
    <message>
        <source>Open %1, authorise the token, then try again.</source>
        <translation>%1 を開いてトークンを認可してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Open %1/settings/tokens, choose “Configure SSO” beside the token, then try again.</source>
        <translation>%1/settings/tokens を開き、トークンの隣の「Configure SSO」を選んでから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks the right “%2”.</source>
        <translation>GitHub が %1 を拒否しました。トークンに権限「%2」がありません。</translation>
    </message>
    <message>
        <source>” or “</source>
        <translation>」または「</translation>
    </message>
    <message>
        <source>Give the token that right at %1/settings/tokens, or make a new one with it.</source>
        <translation>%1/settings/tokens でトークンにその権限を与えるか、権限のある新しいトークンを作ってください。</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks a permission.</source>
        <translation>GitHub が %1 を拒否しました。トークンに許可がありません。</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks the permission “%2”.</source>
        <translation>GitHub が %1 を拒否しました。トークンに許可「%2」がありません。</translation>
    </message>
    <message>
        <source>Give the token that permission for this repository at %1/settings/personal-access-tokens.</source>
        <translation>%1/settings/personal-access-tokens で、このリポジトリに対するその許可をトークンに与えてください。</translation>
    </message>
    <message>
        <source>GitHub refused %1: two-factor authentication is demanded.</source>
        <translation>GitHub が %1 を拒否しました。二要素認証が求められています。</translation>
    </message>
    <message>
        <source>Turn it on at %1/settings/security and use a token, never the password.</source>
        <translation>%1/settings/security で有効にし、パスワードではなくトークンを使ってください。</translation>
    </message>
    <message>
        <source>GitHub refused %1: %2</source>
        <translation>GitHub が %1 を拒否しました：%2</translation>
    </message>
    <message>
        <source>Ask an owner of the repository, or use a token with more rights.</source>
        <translation>リポジトリの所有者に尋ねるか、より多くの権限のあるトークンを使ってください。</translation>
    </message>
    <message>
        <source>GitHub has nothing for %1, or the token may not see it.</source>
        <translation>%1：GitHub に該当するものがないか、このトークンでは見られません。</translation>
    </message>
    <message>
        <source>Check the names. A private repository needs a token with the right “repo”, or one that was made for it.</source>
        <translation>名前を確認してください。非公開のリポジトリには、権限「repo」のあるトークンか、そのリポジトリ用に作ったトークンが必要です。</translation>
    </message>
    <message>
        <source>%1 has a problem of its own (status %2).</source>
        <translation>%1 側で問題が起きています（ステータス %2）。</translation>
    </message>
    <message>
        <source>Try again later; githubstatus.com says more.</source>
        <translation>後でもう一度お試しください。githubstatus.com に詳しいことがあります。</translation>
    </message>
    <message>
        <source>GitHub says that what is meant with %1 has another name now.</source>
        <translation>%1：GitHub によると、対象は今は別の名前になっています。</translation>
    </message>
    <message>
        <source>Look for its new name with a browser, and use that.</source>
        <translation>ブラウザーで新しい名前を調べ、それを使ってください。</translation>
    </message>
    <message>
        <source>GitHub did not accept %1: %2</source>
        <translation>GitHub が %1 を受け付けませんでした：%2</translation>
    </message>
    <message>
        <source>Change what it says, then try again.</source>
        <translation>指摘された点を直してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>it gave no reason</source>
        <translation>理由は示されませんでした</translation>
    </message>
    <message>
        <source>No token for %1 was given.</source>
        <translation>%1 のトークンが指定されていません。</translation>
    </message>
    <message>
        <source>%1 does not accept the token: it has expired, was revoked or is none.</source>
        <translation>%1 はこのトークンを受け付けません。期限切れか、取り消されたか、トークンではありません。</translation>
    </message>
    <message>
        <source>GitHub does not keep what is meant with %1 any more.</source>
        <translation>%1：対象は、GitHub にはもう残っていません。</translation>
    </message>
    <message>
        <source>Let the workflow make it again.</source>
        <translation>ワークフローでもう一度作ってください。</translation>
    </message>
</context>
<context>
    <name>portico::GithubAccount</name>
    <message>
        <source>Without the right “repo” it can neither push, nor start workflows, nor make releases.</source>
        <translation>権限「repo」がないと、プッシュも、ワークフローの開始も、リリースの作成もできません。</translation>
    </message>
    <message>
        <source>Without the right “workflow” it cannot push workflow files.</source>
        <translation>権限「workflow」がないと、ワークフローのファイルをプッシュできません。</translation>
    </message>
    <message>
        <source>It expires on %1.</source>
        <translation>%1 に期限が切れます。</translation>
    </message>
    <message>
        <source>asking whose the token is</source>
        <translation>トークンの持ち主の問い合わせ</translation>
    </message>
</context>
<context>
    <name>portico::GithubReleases</name>
    <message>
        <source>GitHub&apos;s answer is no list of releases, or only a part of one.</source>
        <translation>GitHub の応答がリリースの一覧ではないか、その一部だけです。</translation>
    </message>
    <message>
        <source>Try again later. If a GitHub mirror is set, check its address.</source>
        <translation>後でもう一度お試しください。GitHub のミラーを設定しているなら、そのアドレスを確認してください。</translation>
    </message>
    <message>
        <source>“%1” is no GitHub repository.</source>
        <translation>「%1」は GitHub のリポジトリではありません。</translation>
    </message>
    <message>
        <source>Write it as owner/name.</source>
        <translation>owner/name の形で書いてください。</translation>
    </message>
</context>
<context>
    <name>portico::GithubRepository</name>
    <message>
        <source>“%1” is no GitHub repository.</source>
        <translation>「%1」は GitHub のリポジトリではありません。</translation>
    </message>
    <message>
        <source>Write it as owner/name.</source>
        <translation>owner/name の形で書いてください。</translation>
    </message>
    <message>
        <source>looking at %1</source>
        <translation>%1 の確認</translation>
    </message>
    <message>
        <source>The repository %1 is archived: nothing in it can change.</source>
        <translation>リポジトリ %1 はアーカイブされていて、何も変更できません。</translation>
    </message>
    <message>
        <source>Its owner can unarchive it in its settings on GitHub.</source>
        <translation>所有者は、GitHub の設定でアーカイブを解除できます。</translation>
    </message>
    <message>
        <source>The token may read the repository %1, but not write to it.</source>
        <translation>このトークンはリポジトリ %1 を読めますが、書き込めません。</translation>
    </message>
    <message>
        <source>Ask its owner for write access, fork it, or use a token that has it.</source>
        <translation>所有者に書き込み権限を頼むか、フォークするか、権限のあるトークンを使ってください。</translation>
    </message>
</context>
<context>
    <name>portico::GithubServer</name>
    <message>
        <source>“%1” is no address of a GitHub server.</source>
        <translation>「%1」は GitHub サーバーのアドレスではありません。</translation>
    </message>
    <message>
        <source>Write it as https://github.example.com, or github.com.</source>
        <translation>https://github.example.com または github.com のように書いてください。</translation>
    </message>
</context>
<context>
    <name>portico::GivenToken</name>
    <message>
        <source>%1 holds no token.</source>
        <translation>%1 にトークンが入っていません。</translation>
    </message>
    <message>
        <source>Write the token into it, and nothing else.</source>
        <translation>トークンだけを書き、ほかには何も書かないでください。</translation>
    </message>
    <message>
        <source>The token file %1 may be read by others on this computer.</source>
        <translation>トークンのファイル %1 は、このコンピューターのほかの人も読めます。</translation>
    </message>
    <message>
        <source>Keep it to yourself: chmod 600 %1</source>
        <translation>自分だけが読めるようにしてください：chmod 600 %1</translation>
    </message>
    <message>
        <source>From the variable %1, not from a keychain.</source>
        <translation>キーチェーンではなく、変数 %1 からのものです。</translation>
    </message>
    <message>
        <source>From the file %1, which holds it unencrypted: not from a keychain.</source>
        <translation>キーチェーンではなく、暗号化せずに保存しているファイル %1 からのものです。</translation>
    </message>
    <message>
        <source>From the service&apos;s credentials (%1), not from a keychain.</source>
        <translation>キーチェーンではなく、サービスの資格情報（%1）からのものです。</translation>
    </message>
</context>
<context>
    <name>portico::GpuPick</name>
    <message>
        <source>“%1” names no GPUs.</source>
        <translation>「%1」は GPU の指定ではありません。</translation>
    </message>
    <message>
        <source>Write numbers as “porticoctl hardware” shows them, such as 0 or 0,1, a UUID that begins with GPU- or MIG-, or all.</source>
        <translation>0 や 0,1 など「porticoctl hardware」が示す番号、GPU- か MIG- で始まる UUID、または all と書いてください。</translation>
    </message>
    <message>
        <source>“%1” is no accelerator.</source>
        <translation>「%1」はアクセラレーターではありません。</translation>
    </message>
    <message>
        <source>Choose one of: cuda, rocm, xpu, mps, cpu, auto.</source>
        <translation>cuda、rocm、xpu、mps、cpu、auto のどれかを選んでください。</translation>
    </message>
    <message>
        <source>The build of “%1” is made for %2 and cannot compute on %3.</source>
        <translation>「%1」のビルドは %2 用で、%3 では計算できません。</translation>
    </message>
    <message>
        <source>Add an install made for %1 beside it; cpu works with any.</source>
        <translation>%1 用のインストールを別に追加してください。cpu はどのビルドでも使えます。</translation>
    </message>
    <message>
        <source>The argument --cpu of “%1” wins over its accelerator %2.</source>
        <translation>「%1」の引数 --cpu が、アクセラレーター %2 より優先されます。</translation>
    </message>
    <message>
        <source>The GPU choice of “%1” has no effect: it computes on %2.</source>
        <translation>「%1」の GPU の選択は効果がありません。%2 で計算します。</translation>
    </message>
    <message>
        <source>The argument %1 of “%2” wins over its GPU choice.</source>
        <translation>「%2」の引数 %1 が、GPU の選択より優先されます。</translation>
    </message>
    <message>
        <source>The variable %1 that was set for “%2” wins over its GPU choice.</source>
        <translation>「%2」に設定した変数 %1 が、GPU の選択より優先されます。</translation>
    </message>
</context>
<context>
    <name>portico::HardwareProbe</name>
    <message>
        <source>There is no %1 on this computer.</source>
        <translation>このコンピューターに %1 がありません。</translation>
    </message>
    <message>
        <source>The driver of such a GPU brings it along; without one there is nothing to do.</source>
        <translation>該当する GPU のドライバーに付属しています。その GPU がなければ、何もする必要はありません。</translation>
    </message>
</context>
<context>
    <name>portico::HardwareSources</name>
    <message>
        <source>The tool %1, which knows the GPUs, failed: %2</source>
        <translation>GPU の情報を調べるツール %1 が失敗しました：%2</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>終了コード %1</translation>
    </message>
    <message numerus="yes">
        <source>The tool %1, which knows the GPUs, gave no answer within %n second(s) and was ended.</source>
        <translation>
            <numerusform>GPU の情報を調べるツール %1 が %n 秒以内に応答しなかったため、終了させました。</numerusform>
        </translation>
    </message>
    <message>
        <source>A restart of the computer often helps when a graphics driver no longer answers.</source>
        <translation>グラフィックドライバーが応答しないときは、多くの場合コンピューターの再起動で直ります。</translation>
    </message>
    <message>
        <source>What the tool %1 says about the GPUs cannot be understood.</source>
        <translation>ツール %1 が示す GPU の情報を理解できません。</translation>
    </message>
    <message>
        <source>Choose the accelerator by hand. Installing the GPU&apos;s driver again, and a restart, often help.</source>
        <translation>手動でアクセラレーターを選んでください。多くの場合、GPU のドライバーをインストールし直して再起動すると直ります。</translation>
    </message>
</context>
<context>
    <name>portico::HelperLines</name>
    <message>
        <source>Portico&apos;s helper program said something that cannot be understood.</source>
        <translation>Portico のヘルパープログラムの出力を理解できません。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Portico をインストールし直してください。</translation>
    </message>
</context>
<context>
    <name>portico::HelperProgram</name>
    <message>
        <source>Portico&apos;s helper program is missing from %1.</source>
        <translation>Portico のヘルパープログラムが %1 にありません。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Portico をインストールし直してください。</translation>
    </message>
</context>
<context>
    <name>portico::HttpClient</name>
    <message>
        <source>%1 sent more than the %2 bytes that such a document may have.</source>
        <translation>%1 が、こうした文書の上限 %2 バイトを超えて送ってきました。</translation>
    </message>
    <message>
        <source>Check the address: it may not lead to what you expect.</source>
        <translation>アドレスを確認してください。思った先につながっていないかもしれません。</translation>
    </message>
    <message>
        <source>%1 has nothing at this address: %2.</source>
        <translation>%1 のこのアドレスには何もありません：%2。</translation>
    </message>
    <message>
        <source>Check the address, or look for a newer one.</source>
        <translation>アドレスを確認するか、新しいものを探してください。</translation>
    </message>
    <message>
        <source>%1 does not allow this download (status %2).</source>
        <translation>%1 はこのダウンロードを許可していません（ステータス %2）。</translation>
    </message>
    <message>
        <source>It may need an account or a token, or it counts too many requests: try again later.</source>
        <translation>アカウントやトークンが必要か、要求が多すぎるのかもしれません。後でもう一度お試しください。</translation>
    </message>
    <message>
        <source>%1 says that there were too many requests.</source>
        <translation>%1 によると、要求が多すぎました。</translation>
    </message>
    <message>
        <source>Wait some minutes, then try again.</source>
        <translation>数分待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>%1 has a problem of its own (status %2).</source>
        <translation>%1 側で問題が起きています（ステータス %2）。</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>後でもう一度お試しください。</translation>
    </message>
    <message>
        <source>%1 answered with status %2 instead of the file.</source>
        <translation>%1 がファイルの代わりにステータス %2 を返しました。</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>アドレスを確認してください。</translation>
    </message>
</context>
<context>
    <name>portico::ImportVendored</name>
    <message>
        <source>%1 is not an exported install: %2.</source>
        <translation>%1 はエクスポートされたインストールではありません：%2。</translation>
    </message>
    <message>
        <source>Export it again where it is kept: “porticoctl vendor export INSTALL FILE”.</source>
        <translation>保管している場所でもう一度エクスポートしてください：「porticoctl vendor export INSTALL FILE」。</translation>
    </message>
    <message>
        <source>“%1” in it is not what was kept (%2).</source>
        <translation>この中の「%1」は、保管されたものと異なります（%2）。</translation>
    </message>
    <message>
        <source>Copy the exported file again; nothing of it was taken in.</source>
        <translation>エクスポートしたファイルをもう一度コピーしてください。中身は何も取り込んでいません。</translation>
    </message>
    <message>
        <source>it has no record, or several</source>
        <translation>記録がないか、複数あります</translation>
    </message>
    <message>
        <source>its record cannot be read</source>
        <translation>記録を読めません</translation>
    </message>
    <message>
        <source>its record was changed</source>
        <translation>記録が書き換えられています</translation>
    </message>
    <message>
        <source>importing %1</source>
        <translation>%1 をインポート</translation>
    </message>
</context>
<context>
    <name>portico::Install</name>
    <message>
        <source>it is no SHA-256</source>
        <translation>SHA-256 ではありません</translation>
    </message>
    <message>
        <source>it is no known layout</source>
        <translation>知られている配置ではありません</translation>
    </message>
    <message>
        <source>it is no layer</source>
        <translation>レイヤーではありません</translation>
    </message>
    <message>
        <source>a layer and its view come together</source>
        <translation>レイヤーとそのビューは一組でなければなりません</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>ありません</translation>
    </message>
    <message>
        <source>it leads out of the generation</source>
        <translation>世代の外を指しています</translation>
    </message>
    <message>
        <source>it is neither start nor start-and-open</source>
        <translation>start でも start-and-open でもありません</translation>
    </message>
    <message>
        <source>it is no accelerator</source>
        <translation>アクセラレーターではありません</translation>
    </message>
    <message>
        <source>it names no GPUs</source>
        <translation>GPU の指定ではありません</translation>
    </message>
    <message>
        <source>it is neither base nor torch</source>
        <translation>base でも torch でもありません</translation>
    </message>
    <message>
        <source>it is neither separate nor classic</source>
        <translation>separate でも classic でもありません</translation>
    </message>
    <message>
        <source>it is neither stable nor latest</source>
        <translation>stable でも latest でもありません</translation>
    </message>
    <message>
        <source>it is no absolute path</source>
        <translation>絶対パスではありません</translation>
    </message>
    <message>
        <source>no such generation is listed</source>
        <translation>その世代は一覧にありません</translation>
    </message>
</context>
<context>
    <name>portico::InstallEntry</name>
    <message>
        <source>“%1” is not at its address any more. %2</source>
        <translation>「%1」は、元のアドレスにはもうありません。%2</translation>
    </message>
    <message>
        <source>Refresh the catalogue and choose again.</source>
        <translation>カタログを再読み込みして、選び直してください。</translation>
    </message>
</context>
<context>
    <name>portico::InstallFile</name>
    <message>
        <source>There is no install yet.</source>
        <translation>まだインストールがありません。</translation>
    </message>
    <message>
        <source>The installs are: %1.</source>
        <translation>インストールの一覧：%1。</translation>
    </message>
    <message>
        <source>There is no install “%1” in %2.</source>
        <translation>%2 にインストール「%1」がありません。</translation>
    </message>
    <message>
        <source>changing an install</source>
        <translation>インストールを変更</translation>
    </message>
    <message>
        <source>The file %1 of the install “%2” cannot be used.</source>
        <translation>インストール「%2」のファイル %1 は使えません。</translation>
    </message>
    <message>
        <source>The settings of “%1” were written by a newer Portico and are not changed by this one.</source>
        <translation>「%1」の設定はより新しい Portico が書いたもので、この Portico では変更しません。</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Portico を更新してから、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::InstallScript</name>
    <message>
        <source>The install.py of “%1” is no file of its own, so it is not run.</source>
        <translation>「%1」の install.py は独立したファイルではないため、実行しません。</translation>
    </message>
    <message>
        <source>The install.py of “%1” is too long to be shown, so it is not run.</source>
        <translation>「%1」の install.py は長すぎて表示できないため、実行しません。</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptClone</name>
    <message>
        <source>a look</source>
        <translation>確認用</translation>
    </message>
    <message>
        <source>A throwaway copy of “%1” needs %2 on the disk, and %3 are free.</source>
        <translation>「%1」の使い捨てのコピーにはディスクに %2 必要ですが、空きは %3 です。</translation>
    </message>
    <message>
        <source>Free some space, or install the node pack without running its install.py.</source>
        <translation>空きを増やすか、install.py を実行せずにノードパックをインストールしてください。</translation>
    </message>
    <message>
        <source>The Python of “%1” cannot be copied: the copy would change packages elsewhere.</source>
        <translation>「%1」の Python はコピーできません。コピーが別の場所のパッケージを変更してしまいます。</translation>
    </message>
    <message>
        <source>Install the node pack without running its install.py.</source>
        <translation>install.py を実行せずにノードパックをインストールしてください。</translation>
    </message>
    <message>
        <source>Copy Python and packages for install.py</source>
        <translation>install.py 用に Python とパッケージをコピー</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptLeavings</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>The install.py of “%1” also brought %2, which is not taken over.</source>
        <translation>「%1」の install.py は %2 も入れましたが、引き継ぎません。</translation>
    </message>
    <message>
        <source>The install.py of “%1” took %2 away, which stays here.</source>
        <translation>「%1」の install.py は %2 を取り除きましたが、ここには残ります。</translation>
    </message>
    <message>
        <source>The install.py of “%1” took the node pack&apos;s own folder away.</source>
        <translation>「%1」の install.py は、ノードパック自身のフォルダーを取り除きました。</translation>
    </message>
    <message>
        <source>Install the node pack without running its script.</source>
        <translation>スクリプトを実行せずにノードパックをインストールしてください。</translation>
    </message>
    <message>
        <source>What the install.py of “%1” wrote outside of the node pack was thrown away: %2.</source>
        <translation>「%1」の install.py がノードパックの外に書いたものは捨てました：%2。</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptRun</name>
    <message>
        <source>it said nothing</source>
        <translation>何も出力されませんでした</translation>
    </message>
    <message>
        <source>The install.py of “%1” crashed: %2</source>
        <translation>「%1」の install.py がクラッシュしました：%2</translation>
    </message>
    <message>
        <source>The install.py of “%1” failed with exit code %2: %3</source>
        <translation>「%1」の install.py が終了コード %2 で失敗しました：%3</translation>
    </message>
    <message>
        <source>Nothing was changed. The node pack can also be installed without running its script.</source>
        <translation>何も変更していません。スクリプトを実行せずにノードパックをインストールすることもできます。</translation>
    </message>
    <message>
        <source>Run the install.py of %1</source>
        <translation>%1 の install.py を実行</translation>
    </message>
</context>
<context>
    <name>portico::InstallScripts</name>
    <message>
        <source>“%1” brings no install.py that could run now.</source>
        <translation>「%1」には、今実行できる install.py がありません。</translation>
    </message>
    <message>
        <source>Go on without running one.</source>
        <translation>実行せずに進めてください。</translation>
    </message>
    <message>
        <source>Choose among: %1.</source>
        <translation>次から選んでください：%1。</translation>
    </message>
    <message>
        <source>running install.py</source>
        <translation>install.py を実行</translation>
    </message>
    <message>
        <source>%1 could not be put back.</source>
        <translation>%1 を元に戻せませんでした。</translation>
    </message>
</context>
<context>
    <name>portico::InterpreterCheck</name>
    <message>
        <source>The Python %1 does not run on this computer.</source>
        <translation>Python %1 がこのコンピューターで動きません。</translation>
    </message>
    <message>
        <source>See whether a virus scanner holds it, whether programs may run from this drive, and whether the bundle is for this system.</source>
        <translation>ウイルス対策ソフトが止めていないか、このドライブからプログラムを実行できるか、バンドルがこのシステム用かを確認してください。</translation>
    </message>
</context>
<context>
    <name>portico::Isolable</name>
    <message>
        <source>The node pack “%1” is a single file, which cannot be isolated.</source>
        <translation>ノードパック「%1」は単独のファイルで、分離できません。</translation>
    </message>
    <message>
        <source>Leave it as it is.</source>
        <translation>そのままにしてください。</translation>
    </message>
    <message>
        <source>“%1” manages the ComfyUI that it runs in, and cannot be isolated from it.</source>
        <translation>「%1」は自分を動かしている ComfyUI を管理するもので、そこから分離できません。</translation>
    </message>
    <message>
        <source>The node pack “%1” has a comfy-env.toml of its own: what is to be isolated, it isolates itself.</source>
        <translation>ノードパック「%1」には専用の comfy-env.toml があり、分離すべきものは自分で分離します。</translation>
    </message>
    <message>
        <source>Build its environments.</source>
        <translation>その環境を構築してください。</translation>
    </message>
    <message>
        <source>The node pack “%1” is a link to a folder elsewhere, which is not changed.</source>
        <translation>ノードパック「%1」は別の場所のフォルダーへのリンクで、そこは変更しません。</translation>
    </message>
    <message>
        <source>Install it from there, then isolate it.</source>
        <translation>そこからインストールして、それから分離してください。</translation>
    </message>
    <message>
        <source>The node pack “%1” is disabled.</source>
        <translation>ノードパック「%1」は無効です。</translation>
    </message>
    <message>
        <source>Enable it first.</source>
        <translation>先に有効にしてください。</translation>
    </message>
</context>
<context>
    <name>portico::Json</name>
    <message>
        <source>%1 cannot be understood: %2.</source>
        <translation>%1 を理解できません：%2。</translation>
    </message>
    <message>
        <source>Repair it in a text editor, or put a good copy in its place.</source>
        <translation>テキストエディターで直すか、正しい控えと置き換えてください。</translation>
    </message>
    <message>
        <source>%1 cannot be understood: %2 (line %3).</source>
        <translation>%1 を理解できません：%2（%3 行目）。</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>空です</translation>
    </message>
    <message>
        <source>it holds nothing but zeros</source>
        <translation>ゼロだけが入っています</translation>
    </message>
    <message>
        <source>it is UTF-16 and not UTF-8</source>
        <translation>UTF-8 ではなく UTF-16 です</translation>
    </message>
    <message>
        <source>it begins with a byte-order mark</source>
        <translation>バイト順マークで始まっています</translation>
    </message>
    <message>
        <source>it holds a zero byte</source>
        <translation>ゼロのバイトが入っています</translation>
    </message>
    <message>
        <source>it has more than %1</source>
        <translation>%1 を超えています</translation>
    </message>
    <message>
        <source>it is not valid JSON</source>
        <translation>正しい JSON ではありません</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>JSON オブジェクトではありません</translation>
    </message>
    <message>
        <source>The document</source>
        <translation>この文書</translation>
    </message>
    <message>
        <source>it is not a JSON list</source>
        <translation>JSON のリストではありません</translation>
    </message>
    <message>
        <source>something follows its end</source>
        <translation>終わりの後に何か続いています</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>途中で終わっています</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>入れ子が深すぎます</translation>
    </message>
    <message>
        <source>the key “%1” comes twice</source>
        <translation>キー「%1」が二回出てきます</translation>
    </message>
    <message>
        <source>a number in it is out of range</source>
        <translation>範囲外の数値があります</translation>
    </message>
</context>
<context>
    <name>portico::JsonReader</name>
    <message>
        <source>The entry “%1” cannot be used: %2.</source>
        <translation>項目「%1」は使えません：%2。</translation>
    </message>
    <message>
        <source>it is no text</source>
        <translation>文字列ではありません</translation>
    </message>
    <message>
        <source>it is no whole number</source>
        <translation>整数ではありません</translation>
    </message>
    <message>
        <source>it is not between %1 and %2</source>
        <translation>%1 から %2 の間ではありません</translation>
    </message>
    <message>
        <source>it is neither true nor false</source>
        <translation>true でも false でもありません</translation>
    </message>
    <message>
        <source>it is no list of texts</source>
        <translation>文字列のリストではありません</translation>
    </message>
    <message>
        <source>“%1” is no text</source>
        <translation>「%1」は文字列ではありません</translation>
    </message>
    <message>
        <source>it is no time</source>
        <translation>時刻ではありません</translation>
    </message>
    <message>
        <source>it is no object</source>
        <translation>オブジェクトではありません</translation>
    </message>
    <message>
        <source>it is no list</source>
        <translation>リストではありません</translation>
    </message>
    <message>
        <source>Correct this entry in a text editor, or put a good copy of the file in its place.</source>
        <translation>テキストエディターでこの項目を直すか、ファイルを正しい控えと置き換えてください。</translation>
    </message>
</context>
<context>
    <name>portico::JudgeFiles</name>
    <message numerus="yes">
        <source>%n library(s) of another torch are left among those of this one.</source>
        <translation>
            <numerusform>別の torch のライブラリが %n 個、この torch のものの間に残っています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Libraries of two builds are loaded together, which ends in errors such as “DLL load failed” or “undefined symbol”.</source>
        <translation>二つのビルドのライブラリが一緒に読み込まれ、「DLL load failed」や「undefined symbol」などのエラーになります。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in torch&apos;s folders belong to no package.</source>
        <translation>
            <numerusform>torch のフォルダーに、どのパッケージにも属さないファイルが %n 個あります。</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not libraries, so they rarely harm.</source>
        <translation>ライブラリではないため、害になることはまれです。</translation>
    </message>
    <message>
        <source>%1 is half removed: its metadata is gone.</source>
        <translation>%1 は半分だけ削除されています。メタデータがありません。</translation>
    </message>
    <message>
        <source>Packages that ask for its version fail, and pip cannot put it right.</source>
        <translation>そのバージョンを求めるパッケージが失敗し、pip では直せません。</translation>
    </message>
    <message numerus="yes">
        <source>%1 is half removed: %n of its files are missing.</source>
        <translation>
            <numerusform>%1 は半分だけ削除されています。%n 個のファイルがありません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing it fails, or fails later in the middle of the work.</source>
        <translation>読み込みに失敗するか、後で作業の途中に失敗します。</translation>
    </message>
    <message numerus="yes">
        <source>%n data file(s) of %1 are missing.</source>
        <translation>
            <numerusform>%1 のデータファイルが %n 個ありません。</numerusform>
        </translation>
    </message>
    <message>
        <source>All of its code is there, so it most likely works.</source>
        <translation>コードはすべてそろっているので、おそらく動きます。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of %1 are not those that were installed.</source>
        <translation>
            <numerusform>%1 の %n 個のファイルが、インストールされたものと異なります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Another build was written over it, and nobody knows what works together.</source>
        <translation>別のビルドで上書きされていて、何と何が一緒に動くのか分かりません。</translation>
    </message>
    <message>
        <source>%1 says to be installed twice: %2.</source>
        <translation>%1 が二重にインストールされていることになっています：%2。</translation>
    </message>
    <message>
        <source>An installation was interrupted: the files may be of either version or of both.</source>
        <translation>インストールが中断されました。ファイルはどちらかのバージョン、または両方のものかもしれません。</translation>
    </message>
    <message>
        <source>Python uses the first of them and never sees the other.</source>
        <translation>Python は最初のものを使い、もう一方には気づきません。</translation>
    </message>
    <message>
        <source>pip was interrupted while it replaced a package.</source>
        <translation>pip がパッケージを置き換えている途中で中断されました。</translation>
    </message>
    <message>
        <source>pip left old files behind.</source>
        <translation>pip が古いファイルを残しました。</translation>
    </message>
    <message>
        <source>The old package is set aside under another name, and the new one is not there.</source>
        <translation>古いパッケージは別の名前でよけられ、新しいものはまだありません。</translation>
    </message>
    <message>
        <source>They only take space, since the package itself is whole.</source>
        <translation>パッケージ自体は完全なので、場所を取るだけです。</translation>
    </message>
    <message>
        <source>Repair the install: it removes what was left and puts back what is missing.</source>
        <translation>このインストールを修復してください。残ったものを削除し、足りないものを戻します。</translation>
    </message>
</context>
<context>
    <name>portico::JudgeModules</name>
    <message>
        <source>Python imports it in place of the package, which ends in errors such as “module has no attribute”.</source>
        <translation>Python がパッケージの代わりにそれを読み込み、「module has no attribute」などのエラーになります。</translation>
    </message>
    <message>
        <source>Repair the install: it moves the folder aside and puts back the package.</source>
        <translation>このインストールを修復してください。フォルダーをよけて、パッケージを戻します。</translation>
    </message>
    <message>
        <source>There is a folder %1 that no package has installed.</source>
        <translation>どのパッケージも入れていないフォルダー %1 があります。</translation>
    </message>
    <message>
        <source>%1 in the folder of ComfyUI hides the package.</source>
        <translation>ComfyUI のフォルダーの %1 が、パッケージを隠しています。</translation>
    </message>
    <message>
        <source>A folder %1 that no package has installed hides %2.</source>
        <translation>どのパッケージも入れていないフォルダー %1 が、%2 を隠しています。</translation>
    </message>
    <message>
        <source>A file hides the libraries of NVIDIA in another folder.</source>
        <translation>一つのファイルが、別のフォルダーの NVIDIA のライブラリを隠しています。</translation>
    </message>
    <message>
        <source>%1 install the same module.</source>
        <translation>%1 は同じモジュールをインストールします。</translation>
    </message>
    <message>
        <source>The one that came last is used, and removing any of them breaks the others.</source>
        <translation>最後に入ったものが使われ、どれかを削除すると残りも壊れます。</translation>
    </message>
    <message>
        <source>Keep one of them; which one, the plan of the node packs says.</source>
        <translation>そのうち一つだけを残してください。どれを残すかは、ノードパックの計画に示されます。</translation>
    </message>
    <message>
        <source>%1 is built for another Python or another system.</source>
        <translation>%1 は別の Python か別のシステム用です。</translation>
    </message>
    <message>
        <source>That is what it says of itself; its files name no Python, so that %1 may well load them.</source>
        <translation>パッケージ自身の情報ではそうですが、ファイルには Python の指定がないため、%1 で読み込めるかもしれません。</translation>
    </message>
    <message>
        <source>%1 cannot load its compiled files.</source>
        <translation>%1 では、コンパイル済みのファイルを読み込めません。</translation>
    </message>
</context>
<context>
    <name>portico::JudgeNeeds</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is missing; it is needed by %2.</source>
        <translation>%1 がありません。%2 に必要です。</translation>
    </message>
    <message>
        <source>What needs it fails as soon as it is imported.</source>
        <translation>これを必要とするものは、読み込むとすぐ失敗します。</translation>
    </message>
    <message>
        <source>Repair the install: it adds %1.</source>
        <translation>このインストールを修復してください。%1 を追加します。</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) that %1 needs are missing.</source>
        <translation>
            <numerusform>%1 に必要なパッケージが %n 個ありません。</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI stops at its start, or some of its nodes are missing.</source>
        <translation>ComfyUI が起動時に止まるか、ノードの一部がなくなります。</translation>
    </message>
    <message>
        <source>Repair the install: it adds them.</source>
        <translation>このインストールを修復してください。それらを追加します。</translation>
    </message>
    <message>
        <source>%1 %2 does not suit %3 (wanted: %4).</source>
        <translation>%1 %2 は %3 に合いません（必要なもの：%4）。</translation>
    </message>
    <message>
        <source>A later installation changed the version, and what counts on the other one may fail.</source>
        <translation>後のインストールでバージョンが変わり、元のバージョンを前提とするものが失敗することがあります。</translation>
    </message>
    <message>
        <source>torch stays as the install has it; this package may miss something newer.</source>
        <translation>torch はこのインストールのもののままです。このパッケージは、より新しい機能を欠くかもしれません。</translation>
    </message>
    <message>
        <source>Nothing to do as long as it works.</source>
        <translation>動いている限り、何もする必要はありません。</translation>
    </message>
    <message>
        <source>Repair the install: it chooses versions that go together.</source>
        <translation>このインストールを修復してください。互いに合うバージョンを選びます。</translation>
    </message>
</context>
<context>
    <name>portico::JudgeTorch</name>
    <message>
        <source>torch was replaced by a CPU build.</source>
        <translation>torch が CPU ビルドに置き換えられました。</translation>
    </message>
    <message>
        <source>This install is made for %1; with a CPU build ComfyUI stops with “Torch not compiled with CUDA enabled”, or works many times slower.</source>
        <translation>このインストールは %1 用です。CPU ビルドでは ComfyUI が「Torch not compiled with CUDA enabled」で止まるか、何倍も遅くなります。</translation>
    </message>
    <message>
        <source>torch is a CPU build, and this computer has a GPU.</source>
        <translation>torch は CPU ビルドですが、このコンピューターには GPU があります。</translation>
    </message>
    <message>
        <source>ComfyUI does not use %1; a build for %2 would.</source>
        <translation>ComfyUI は %1 を使いません。%2 用のビルドなら使います。</translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>torch is built for %1, the install for %2.</source>
        <translation>torch は %1 用、インストールは %2 用です。</translation>
    </message>
    <message>
        <source>Somebody changed torch since the install was made; it may work.</source>
        <translation>インストールの作成後に torch が変更されました。動くかもしれません。</translation>
    </message>
    <message>
        <source>Somebody changed torch since the install was made; this build cannot use the GPU.</source>
        <translation>インストールの作成後に torch が変更されました。このビルドは GPU を使えません。</translation>
    </message>
    <message>
        <source>torch was replaced: it is %1, the install was made with %2.</source>
        <translation>torch が置き換えられました。今は %1 ですが、インストールは %2 で作られました。</translation>
    </message>
    <message>
        <source>ComfyUI and its packages were chosen for %1; what is compiled for it crashes or fails with another.</source>
        <translation>ComfyUI とそのパッケージは %1 に合わせて選ばれました。それ用にコンパイルされたものは、別の torch ではクラッシュするか失敗します。</translation>
    </message>
    <message>
        <source>%1 and torch are of different builds.</source>
        <translation>%1 と torch は別々のビルドのものです。</translation>
    </message>
    <message>
        <source>They load each other&apos;s libraries, which ends in errors such as “operator torchvision::nms does not exist”.</source>
        <translation>互いのライブラリを読み込むため、「operator torchvision::nms does not exist」などのエラーになります。</translation>
    </message>
    <message>
        <source>The files of %1 are of another build than its metadata says.</source>
        <translation>%1 のファイルは、メタデータが示すものとは別のビルドです。</translation>
    </message>
    <message>
        <source>An installation was interrupted or done by hand, so that every tool counts on a version that is not there.</source>
        <translation>インストールが中断されたか、手作業で行われたため、どのツールも実際にはないバージョンを前提にします。</translation>
    </message>
    <message>
        <source>torch is missing.</source>
        <translation>torch がありません。</translation>
    </message>
    <message>
        <source>ComfyUI cannot start without it.</source>
        <translation>これがないと ComfyUI は起動できません。</translation>
    </message>
</context>
<context>
    <name>portico::KeepEnvironments</name>
    <message>
        <source>The isolated environment “%1” %2.</source>
        <translation>分離環境「%1」：%2。</translation>
    </message>
    <message>
        <source>After a rebuild it is made again, with a network: porticoctl env build.</source>
        <translation>再構築の後、ネットワークを使ってもう一度作ります：porticoctl env build。</translation>
    </message>
    <message>
        <source>The isolated environment “%1” cannot be kept: %2.</source>
        <translation>分離環境「%1」は保管できません：%2。</translation>
    </message>
    <message>
        <source>Build it again, then keep it: porticoctl env build.</source>
        <translation>もう一度構築してから保管してください：porticoctl env build。</translation>
    </message>
    <message>
        <source>has packages that name the folder it was made in</source>
        <translation>作成されたフォルダーの名前を含むパッケージがあります</translation>
    </message>
    <message>
        <source>was built by comfy-env itself</source>
        <translation>comfy-env 自身が構築したものです</translation>
    </message>
    <message>
        <source>leans on a Python outside of it</source>
        <translation>外にある Python を土台にしています</translation>
    </message>
    <message>
        <source>has no list of what is in it</source>
        <translation>内容の一覧がありません</translation>
    </message>
    <message>
        <source>is not there any more</source>
        <translation>もうありません</translation>
    </message>
</context>
<context>
    <name>portico::KeepOffline</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts: it is not kept for offline.</source>
        <translation>「%1」はご自分のフォルダーで、Portico は起動だけを行うため、オフライン用に保管しません。</translation>
    </message>
    <message>
        <source>Copy the folder yourself.</source>
        <translation>フォルダーをご自分でコピーしてください。</translation>
    </message>
    <message>
        <source>%1 is not in this install any more.</source>
        <translation>%1 は、このインストールにはもうありません。</translation>
    </message>
    <message>
        <source>Keep a snapshot of a generation that is still there.</source>
        <translation>まだある世代のスナップショットを保管してください。</translation>
    </message>
    <message>
        <source>It holds a link, %1, to a place outside of it: %2.</source>
        <translation>外の場所 %2 へのリンク %1 が入っています。</translation>
    </message>
    <message>
        <source>Put the files there in place of the link, then keep it again.</source>
        <translation>リンクの代わりにファイルそのものを置いて、もう一度保管してください。</translation>
    </message>
    <message>
        <source>keeping “%1” for offline</source>
        <translation>「%1」をオフライン用に保管</translation>
    </message>
</context>
<context>
    <name>portico::KeepPacks</name>
    <message>
        <source>Install it again from its address, then keep it.</source>
        <translation>アドレスからインストールし直して、それから保管してください。</translation>
    </message>
    <message>
        <source>The node pack “%1” is not as the snapshot has it: it changed in the meantime.</source>
        <translation>ノードパック「%1」がスナップショットと異なります。その間に変更されました。</translation>
    </message>
    <message>
        <source>Keep the install again, and change no node packs meanwhile.</source>
        <translation>インストールをもう一度保管してください。その間は、ノードパックを変更しないでください。</translation>
    </message>
    <message>
        <source>The repository of “%1” is not whole by itself: it borrows from another folder.</source>
        <translation>「%1」のリポジトリは、それだけでは完全ではありません。別のフォルダーのものを借りています。</translation>
    </message>
</context>
<context>
    <name>portico::KeepRuntime</name>
    <message>
        <source>ComfyUI or its Python is not as it was installed: %1.</source>
        <translation>ComfyUI またはその Python が、インストールされたときのままではありません：%1。</translation>
    </message>
    <message>
        <source>Put it back, then keep it again: porticoctl repair %1.</source>
        <translation>元に戻してから、もう一度保管してください：porticoctl repair %1。</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository is not at the commit %1 any more.</source>
        <translation>ComfyUI のリポジトリは、もうコミット %1 にありません。</translation>
    </message>
    <message>
        <source>Check that commit out again, then keep it for offline.</source>
        <translation>そのコミットをチェックアウトし直してから、オフライン用に保管してください。</translation>
    </message>
    <message>
        <source>ComfyUI leans on a Python of this computer, %1, which is not part of it and cannot be kept.</source>
        <translation>ComfyUI はこのコンピューターの Python %1 を土台にしていますが、それはインストールの一部ではなく、保管できません。</translation>
    </message>
    <message>
        <source>To rebuild it elsewhere, install it with a Python of its own and keep that one.</source>
        <translation>別の場所で再構築するには、専用の Python でインストールし、そちらを保管してください。</translation>
    </message>
</context>
<context>
    <name>portico::KeptGenerations</name>
    <message>
        <source>“%1” has no generation %2.</source>
        <translation>「%1」に世代 %2 はありません。</translation>
    </message>
    <message>
        <source>Look at those that are there.</source>
        <translation>今ある世代を確認してください。</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is in use or pinned, and stays.</source>
        <translation>「%2」の世代 %1 は使用中か固定されているため、残します。</translation>
    </message>
    <message>
        <source>Go to another one, or take its pin away.</source>
        <translation>別の世代に切り替えるか、固定を解除してください。</translation>
    </message>
    <message>
        <source>removing an old generation</source>
        <translation>古い世代を削除</translation>
    </message>
</context>
<context>
    <name>portico::KeptPacks</name>
    <message>
        <source>clearing away old node packs</source>
        <translation>古いノードパックを片付け</translation>
    </message>
</context>
<context>
    <name>portico::KnownBundles</name>
    <message>
        <source>remembering a bundle</source>
        <translation>バンドルを記録</translation>
    </message>
    <message>
        <source>%1 is not the file that Portico got from there on %2: its SHA-256 is now %3 and was %4. Its publisher published none to compare with.</source>
        <translation>%1 は、%2 に Portico がそこから取得したファイルと異なります。SHA-256 は今は %3 で、以前は %4 でした。公開元は、照合できる値を公開していません。</translation>
    </message>
    <message>
        <source>Ask its publisher whether the change is meant. If it is, add it with the new SHA-256 given by hand.</source>
        <translation>変更が意図したものか、公開元に尋ねてください。そうであれば、新しい SHA-256 を手で指定して追加してください。</translation>
    </message>
</context>
<context>
    <name>portico::KnownFailures</name>
    <message>
        <source>An argument that this ComfyUI does not know</source>
        <translation>この ComfyUI が知らない引数</translation>
    </message>
    <message>
        <source>ComfyUI does not know the argument %1.</source>
        <translation>ComfyUI は引数 %1 を知りません。</translation>
    </message>
    <message>
        <source>Remove the argument %1, then start again.</source>
        <translation>引数 %1 を削除して、もう一度起動してください。</translation>
    </message>
    <message>
        <source>An argument that ComfyUI does not accept</source>
        <translation>ComfyUI が受け付けない引数</translation>
    </message>
    <message>
        <source>ComfyUI does not accept the argument %1: %2</source>
        <translation>ComfyUI は引数 %1 を受け付けません：%2</translation>
    </message>
    <message>
        <source>ComfyUI does not accept its arguments: %1.</source>
        <translation>ComfyUI は引数を受け付けません：%1。</translation>
    </message>
    <message>
        <source>Correct the arguments in the settings of this install.</source>
        <translation>このインストールの設定で引数を直してください。</translation>
    </message>
    <message>
        <source>The port is taken</source>
        <translation>ポートが使用中です</translation>
    </message>
    <message>
        <source>Another program uses port %1 on %2.</source>
        <translation>別のプログラムが %2 のポート %1 を使っています。</translation>
    </message>
    <message>
        <source>Use the next free port, or end the other program.</source>
        <translation>次の空きポートを使うか、もう一方のプログラムを終了してください。</translation>
    </message>
    <message>
        <source>Another program uses port %2 on %1.</source>
        <translation>別のプログラムが %1 のポート %2 を使っています。</translation>
    </message>
    <message>
        <source>The system does not give this port away</source>
        <translation>システムがこのポートを使わせません</translation>
    </message>
    <message>
        <source>The system does not let ComfyUI use port %2: it is reserved, or a security program blocks it.</source>
        <translation>システムが ComfyUI にポート %2 を使わせません。予約されているか、セキュリティソフトがふさいでいます。</translation>
    </message>
    <message>
        <source>Use the next free port.</source>
        <translation>次の空きポートを使ってください。</translation>
    </message>
    <message>
        <source>An address that this computer does not have</source>
        <translation>このコンピューターにないアドレス</translation>
    </message>
    <message>
        <source>ComfyUI cannot listen on %1: this computer does not have that address.</source>
        <translation>ComfyUI は %1 で待ち受けできません。このコンピューターにそのアドレスはありません。</translation>
    </message>
    <message>
        <source>Remove the argument --listen, then start again.</source>
        <translation>引数 --listen を削除して、もう一度起動してください。</translation>
    </message>
    <message>
        <source>A port that does not exist</source>
        <translation>存在しないポート</translation>
    </message>
    <message>
        <source>There is no such port: ports go from 1 to 65535.</source>
        <translation>そのようなポートはありません。ポートは 1 から 65535 までです。</translation>
    </message>
    <message>
        <source>Another ComfyUI uses the same database</source>
        <translation>別の ComfyUI が同じデータベースを使っています</translation>
    </message>
    <message>
        <source>Another ComfyUI that still runs holds the database of this install.</source>
        <translation>まだ動いている別の ComfyUI が、このインストールのデータベースを使っています。</translation>
    </message>
    <message>
        <source>End what an earlier session left behind, or stop the other ComfyUI.</source>
        <translation>以前のセッションの残りを終了するか、もう一方の ComfyUI を停止してください。</translation>
    </message>
    <message>
        <source>Another ComfyUI that still runs holds the database %1.</source>
        <translation>まだ動いている別の ComfyUI が、データベース %1 を使っています。</translation>
    </message>
    <message>
        <source>Packages for the database are missing</source>
        <translation>データベース用のパッケージがありません</translation>
    </message>
    <message>
        <source>ComfyUI cannot open its database, because Python packages are missing.</source>
        <translation>Python パッケージが足りないため、ComfyUI はデータベースを開けません。</translation>
    </message>
    <message>
        <source>Repair the environment.</source>
        <translation>環境を修復してください。</translation>
    </message>
    <message>
        <source>The database cannot be used</source>
        <translation>データベースを使えません</translation>
    </message>
    <message>
        <source>ComfyUI cannot use its database (%1).</source>
        <translation>ComfyUI はデータベースを使えません（%1）。</translation>
    </message>
    <message>
        <source>Start without the list of assets; pictures and workflows are not touched.</source>
        <translation>アセットの一覧なしで起動してください。画像とワークフローには影響しません。</translation>
    </message>
    <message>
        <source>A folder of node packs is missing</source>
        <translation>ノードパックのフォルダーがありません</translation>
    </message>
    <message>
        <source>ComfyUI looks for node packs in %1, and there is no such folder.</source>
        <translation>ComfyUI は %1 でノードパックを探しますが、そのフォルダーがありません。</translation>
    </message>
    <message>
        <source>Create the folder, or correct the extra model folders.</source>
        <translation>フォルダーを作るか、追加のモデルフォルダーの設定を直してください。</translation>
    </message>
    <message>
        <source>The list of extra model folders cannot be read</source>
        <translation>追加のモデルフォルダーの一覧を読めません</translation>
    </message>
    <message>
        <source>ComfyUI cannot read a file that lists extra model folders: it is missing, empty or no YAML.</source>
        <translation>ComfyUI は、追加のモデルフォルダーを並べたファイルを読めません。ファイルがないか、空か、YAML ではありません。</translation>
    </message>
    <message>
        <source>Correct extra_model_paths.yaml, or remove the file.</source>
        <translation>extra_model_paths.yaml を直すか、ファイルを削除してください。</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>ディスクがいっぱいです</translation>
    </message>
    <message>
        <source>ComfyUI could not write a file, because the disk is full.</source>
        <translation>ディスクがいっぱいのため、ComfyUI はファイルに書き込めませんでした。</translation>
    </message>
    <message>
        <source>Free some space, then start again.</source>
        <translation>空きを増やして、もう一度起動してください。</translation>
    </message>
    <message>
        <source>torch is a build without a graphics card</source>
        <translation>torch がグラフィックカードなしのビルドです</translation>
    </message>
    <message>
        <source>The installed torch cannot use the graphics card: it was replaced by a CPU build, or is one for another maker&apos;s card.</source>
        <translation>インストールされた torch はグラフィックカードを使えません。CPU ビルドに置き換えられたか、別のメーカーのカード用です。</translation>
    </message>
    <message>
        <source>Repair torch: the right build comes back, offline where it is kept.</source>
        <translation>torch を修復してください。正しいビルドに戻ります。保管してあればオフラインでもできます。</translation>
    </message>
    <message>
        <source>No NVIDIA driver</source>
        <translation>NVIDIA ドライバーがありません</translation>
    </message>
    <message>
        <source>This build is made for NVIDIA graphics cards, and no NVIDIA driver was found.</source>
        <translation>このビルドは NVIDIA のグラフィックカード用ですが、NVIDIA ドライバーが見つかりませんでした。</translation>
    </message>
    <message>
        <source>Install the driver of your graphics card, or choose another build.</source>
        <translation>グラフィックカードのドライバーをインストールするか、別のビルドを選んでください。</translation>
    </message>
    <message>
        <source>The NVIDIA driver is too old</source>
        <translation>NVIDIA ドライバーが古すぎます</translation>
    </message>
    <message>
        <source>The NVIDIA driver (CUDA version %1) is older than this build of torch needs.</source>
        <translation>NVIDIA ドライバー（CUDA バージョン %1）は、この torch のビルドに必要なものより古いです。</translation>
    </message>
    <message>
        <source>Install the newest driver, or choose a build for older drivers.</source>
        <translation>最新のドライバーをインストールするか、古いドライバー用のビルドを選んでください。</translation>
    </message>
    <message>
        <source>torch does not know this graphics card</source>
        <translation>torch がこのグラフィックカードを知りません</translation>
    </message>
    <message>
        <source>This build of torch has no code for %1 (%2).</source>
        <translation>この torch のビルドには %1（%2）用のコードがありません。</translation>
    </message>
    <message>
        <source>Choose a build for your graphics card.</source>
        <translation>お使いのグラフィックカード用のビルドを選んでください。</translation>
    </message>
    <message>
        <source>This build of torch has no code for your graphics card.</source>
        <translation>この torch のビルドには、お使いのグラフィックカード用のコードがありません。</translation>
    </message>
    <message>
        <source>torch does not know this AMD graphics card</source>
        <translation>torch がこの AMD グラフィックカードを知りません</translation>
    </message>
    <message>
        <source>This ROCm build of torch has no code for your AMD graphics card.</source>
        <translation>この ROCm 用の torch のビルドには、お使いの AMD グラフィックカード用のコードがありません。</translation>
    </message>
    <message>
        <source>The graphics card&apos;s memory is full</source>
        <translation>グラフィックカードのメモリがいっぱいです</translation>
    </message>
    <message>
        <source>A prompt needed more memory than the graphics card has.</source>
        <translation>プロンプトに、グラフィックカードにあるより多くのメモリが必要でした。</translation>
    </message>
    <message>
        <source>Keep models in the computer&apos;s memory (--novram), or make smaller pictures.</source>
        <translation>モデルをコンピューターのメモリに置くか（--novram）、画像を小さくしてください。</translation>
    </message>
    <message>
        <source>Memory was short for a moment</source>
        <translation>一時的にメモリが不足しました</translation>
    </message>
    <message>
        <source>ComfyUI ran short of graphics memory and helped itself.</source>
        <translation>ComfyUI はグラフィックメモリが不足しましたが、自分で対処しました。</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>何もする必要はありません。</translation>
    </message>
    <message>
        <source>The computer&apos;s memory is full</source>
        <translation>コンピューターのメモリがいっぱいです</translation>
    </message>
    <message>
        <source>Windows had no memory left: its paging file is too small.</source>
        <translation>Windows のメモリがなくなりました。ページングファイルが小さすぎます。</translation>
    </message>
    <message>
        <source>Keep nothing in memory between prompts (--cache-none), or make the paging file larger.</source>
        <translation>プロンプトの間にメモリに何も残さないか（--cache-none）、ページングファイルを大きくしてください。</translation>
    </message>
    <message>
        <source>Windows cannot load torch</source>
        <translation>Windows が torch を読み込めません</translation>
    </message>
    <message>
        <source>Windows cannot load %1, the part of torch for AMD graphics cards.</source>
        <translation>Windows が、AMD グラフィックカード用の torch の一部である %1 を読み込めません。</translation>
    </message>
    <message>
        <source>Install the newest driver of your AMD graphics card.</source>
        <translation>AMD グラフィックカードの最新のドライバーをインストールしてください。</translation>
    </message>
    <message>
        <source>Windows cannot load %1, a part of torch.</source>
        <translation>Windows が、torch の一部である %1 を読み込めません。</translation>
    </message>
    <message>
        <source>Install the Microsoft Visual C++ Redistributable; if it is there already, repair torch.</source>
        <translation>Microsoft Visual C++ Redistributable をインストールしてください。すでにあるなら、torch を修復してください。</translation>
    </message>
    <message>
        <source>torch and torchvision do not fit together</source>
        <translation>torch と torchvision が合いません</translation>
    </message>
    <message>
        <source>torchvision is a build for another torch: something replaced one of the two.</source>
        <translation>torchvision が別の torch 用のビルドです。二つのどちらかが置き換えられました。</translation>
    </message>
    <message>
        <source>Repair torch: both come back as one pair.</source>
        <translation>torch を修復してください。両方が一組として元に戻ります。</translation>
    </message>
    <message>
        <source>A part of torch is missing</source>
        <translation>torch の一部がありません</translation>
    </message>
    <message>
        <source>%1, a part of torch, cannot be found.</source>
        <translation>torch の一部である %1 が見つかりません。</translation>
    </message>
    <message>
        <source>Repair torch.</source>
        <translation>torch を修復してください。</translation>
    </message>
    <message>
        <source>A newer build would be faster</source>
        <translation>新しいビルドのほうが速くなります</translation>
    </message>
    <message>
        <source>ComfyUI has faster code for NVIDIA cards of the 20 series and newer, which needs torch for CUDA 13.</source>
        <translation>ComfyUI には 20 シリーズ以降の NVIDIA カード用のより速いコードがあり、CUDA 13 用の torch が必要です。</translation>
    </message>
    <message>
        <source>Choose a build for CUDA 13, if your card and driver allow it.</source>
        <translation>お使いのカードとドライバーで使えるなら、CUDA 13 用のビルドを選んでください。</translation>
    </message>
    <message>
        <source>Several graphics cards are in sight</source>
        <translation>複数のグラフィックカードが見えています</translation>
    </message>
    <message>
        <source>ComfyUI sees several NVIDIA graphics cards, which fails on Windows at times.</source>
        <translation>ComfyUI から NVIDIA のグラフィックカードが複数見えています。Windows ではこれが失敗の原因になることがあります。</translation>
    </message>
    <message>
        <source>Show it the first one only; another can be chosen in the settings.</source>
        <translation>最初の一枚だけを見せてください。別のものは設定で選べます。</translation>
    </message>
    <message>
        <source>An isolated environment is not built</source>
        <translation>分離環境が構築されていません</translation>
    </message>
    <message>
        <source>comfy-env did not find the environment “%1”, so its nodes ran in ComfyUI&apos;s own Python, or not at all.</source>
        <translation>comfy-env が環境「%1」を見つけられなかったため、そのノードは ComfyUI 自身の Python で動いたか、まったく動きませんでした。</translation>
    </message>
    <message>
        <source>Build it in the install&apos;s environments, then start again.</source>
        <translation>インストールの環境でそれを構築し、もう一度起動してください。</translation>
    </message>
    <message>
        <source>An isolated environment is not found</source>
        <translation>分離環境が見つかりません</translation>
    </message>
    <message>
        <source>comfy-env did not look for an environment (%1), so the nodes ran in ComfyUI&apos;s own Python.</source>
        <translation>comfy-env が環境を探さなかったため（%1）、ノードは ComfyUI 自身の Python で動きました。</translation>
    </message>
    <message>
        <source>Put the node pack itself, not a link to it, into custom_nodes.</source>
        <translation>リンクではなくノードパックそのものを custom_nodes に入れてください。</translation>
    </message>
    <message>
        <source>An isolated environment is for something else</source>
        <translation>分離環境が別のもの用です</translation>
    </message>
    <message>
        <source>The environment “%1” was made for another Python or torch, and comfy-env refused it: %2.</source>
        <translation>環境「%1」は別の Python または torch 用に作られたため、comfy-env が拒否しました：%2。</translation>
    </message>
    <message>
        <source>Build it anew in the install&apos;s environments, then start again.</source>
        <translation>インストールの環境で新しく構築し、もう一度起動してください。</translation>
    </message>
    <message>
        <source>Isolated nodes could not be read</source>
        <translation>分離されたノードを読み込めませんでした</translation>
    </message>
    <message>
        <source>The nodes of %1 could not be read in their environment, so the pack has none of them: %2</source>
        <translation>%1 のノードをその環境で読み込めなかったため、このパックのノードは一つもありません：%2</translation>
    </message>
    <message>
        <source>Repair the environment in the install&apos;s environments.</source>
        <translation>インストールの環境で、その環境を修復してください。</translation>
    </message>
    <message>
        <source>Two packs share one environment&apos;s name</source>
        <translation>二つのパックが同じ環境名を使っています</translation>
    </message>
    <message>
        <source>%2 and %3 both give the name “%1” to their environment, and comfy-env then builds none at all.</source>
        <translation>%2 と %3 が環境に同じ名前「%1」を付けているため、comfy-env はどれも構築しません。</translation>
    </message>
    <message>
        <source>Remove or rename the pack that is a copy of the other.</source>
        <translation>もう一方のコピーであるパックを削除するか、名前を変えてください。</translation>
    </message>
    <message>
        <source>CUDA packages are not offered</source>
        <translation>CUDA パッケージが提供されていません</translation>
    </message>
    <message>
        <source>Nobody offers all CUDA packages of the isolated environments for one CUDA and torch.</source>
        <translation>分離環境の CUDA パッケージをすべて、一つの CUDA と torch の組に対して提供しているところがありません。</translation>
    </message>
    <message>
        <source>Build them in the install&apos;s environments, where it is said which one is missing.</source>
        <translation>インストールの環境で構築してください。どれが足りないかが示されます。</translation>
    </message>
    <message>
        <source>A CUDA package is not offered</source>
        <translation>CUDA パッケージが一つ提供されていません</translation>
    </message>
    <message>
        <source>Nobody offers the CUDA package %1 for this CUDA, torch and Python.</source>
        <translation>この CUDA、torch、Python 用の CUDA パッケージ %1 は、どこも提供していません。</translation>
    </message>
    <message>
        <source>Choose another CUDA for the install, or ask the author of the pack.</source>
        <translation>インストールの CUDA を別のものにするか、パックの作者に尋ねてください。</translation>
    </message>
    <message>
        <source>pixi came damaged</source>
        <translation>pixi が破損して届きました</translation>
    </message>
    <message>
        <source>comfy-env fetched %1, and it is not what its makers published.</source>
        <translation>comfy-env が取得した %1 は、作者が公開したものと異なります。</translation>
    </message>
    <message>
        <source>Check the network settings, then build in the install&apos;s environments.</source>
        <translation>ネットワークの設定を確認してから、インストールの環境で構築してください。</translation>
    </message>
    <message>
        <source>There is no pixi for this computer</source>
        <translation>このコンピューター用の pixi がありません</translation>
    </message>
    <message>
        <source>comfy-env runs its environments with pixi, which is not made for %1.</source>
        <translation>comfy-env は pixi で環境を動かしますが、%1 用の pixi はありません。</translation>
    </message>
    <message>
        <source>Isolated environments need another computer.</source>
        <translation>分離環境には別のコンピューターが必要です。</translation>
    </message>
    <message>
        <source>comfy-env began a build again</source>
        <translation>comfy-env が構築をやり直しました</translation>
    </message>
    <message>
        <source>comfy-env waited ten minutes for another build of an environment, then removed it and began again.</source>
        <translation>comfy-env は環境の別の構築を 10 分間待った後、それを削除してやり直しました。</translation>
    </message>
    <message>
        <source>Build in the install&apos;s environments, which never ends a build that is alive.</source>
        <translation>インストールの環境で構築してください。そこでは、進行中の構築を終わらせることはありません。</translation>
    </message>
    <message>
        <source>A variable ends comfy-env</source>
        <translation>変数のせいで comfy-env が終了します</translation>
    </message>
    <message>
        <source>This version of comfy-env refuses to start with the variable %1.</source>
        <translation>このバージョンの comfy-env は、変数 %1 があると起動を拒否します。</translation>
    </message>
    <message>
        <source>Remove %1 from the variables of this install.</source>
        <translation>このインストールの変数から %1 を削除してください。</translation>
    </message>
    <message>
        <source>A node pack looks in ComfyUI&apos;s own folder</source>
        <translation>ノードパックが ComfyUI 自身のフォルダーを探しています</translation>
    </message>
    <message>
        <source>A node pack looks for %1 beside ComfyUI&apos;s main.py, and it is in the data folder of this install.</source>
        <translation>ノードパックが %1 を ComfyUI の main.py の隣に探していますが、それはこのインストールのデータフォルダーにあります。</translation>
    </message>
    <message>
        <source>Use the classic layout for this install: links lead from there to the data folder.</source>
        <translation>このインストールで従来の配置を使ってください。そこからデータフォルダーへリンクが張られます。</translation>
    </message>
    <message>
        <source>A workflow needs a node that is not here</source>
        <translation>ワークフローに必要なノードがありません</translation>
    </message>
    <message>
        <source>The workflow uses the node “%1”, which no installed pack has.</source>
        <translation>ワークフローはノード「%1」を使いますが、インストール済みのどのパックにもありません。</translation>
    </message>
    <message>
        <source>Find and install the node pack that has it.</source>
        <translation>そのノードがあるノードパックを探してインストールしてください。</translation>
    </message>
    <message>
        <source>A workflow needs a model that is not here</source>
        <translation>ワークフローに必要なモデルがありません</translation>
    </message>
    <message>
        <source>The workflow uses %1, which is in none of the model folders.</source>
        <translation>ワークフローは %1 を使いますが、どのモデルフォルダーにもありません。</translation>
    </message>
    <message>
        <source>Put the file into the right model folder.</source>
        <translation>そのファイルを正しいモデルフォルダーに入れてください。</translation>
    </message>
    <message>
        <source>A web page was refused</source>
        <translation>ウェブページが拒否されました</translation>
    </message>
    <message>
        <source>A page of %2 asked ComfyUI at %1 for something, and ComfyUI refused it.</source>
        <translation>%2 のページが %1 の ComfyUI に何かを求め、ComfyUI が拒否しました。</translation>
    </message>
    <message>
        <source>Open ComfyUI under its own address.</source>
        <translation>ComfyUI をそれ自身のアドレスで開いてください。</translation>
    </message>
    <message>
        <source>A character could not be logged</source>
        <translation>ログに書けない文字がありました</translation>
    </message>
    <message>
        <source>A line of the log could not be written, because Python did not use UTF-8. Only that line is lost.</source>
        <translation>Python が UTF-8 を使っていなかったため、ログの一行を書き込めませんでした。失われたのはその行だけです。</translation>
    </message>
    <message>
        <source>Remove PYTHONUTF8 and PYTHONIOENCODING from the variables of this install, if they are there.</source>
        <translation>このインストールの変数に PYTHONUTF8 と PYTHONIOENCODING があれば、削除してください。</translation>
    </message>
    <message>
        <source>A line could not be logged</source>
        <translation>ログに書けない行がありました</translation>
    </message>
    <message>
        <source>A line of the log could not be written. Only that line is lost.</source>
        <translation>ログの一行を書き込めませんでした。失われたのはその行だけです。</translation>
    </message>
    <message>
        <source>ComfyUI-Manager changed packages before the start</source>
        <translation>ComfyUI-Manager が起動前にパッケージを変更しました</translation>
    </message>
    <message>
        <source>ComfyUI-Manager had work left over and did it at this start, which then failed.</source>
        <translation>ComfyUI-Manager が残っていた作業を今回の起動時に行い、その後起動に失敗しました。</translation>
    </message>
    <message>
        <source>Clear what ComfyUI-Manager still wants to do, then repair the environment.</source>
        <translation>ComfyUI-Manager がまだ行おうとしていることを消去し、環境を修復してください。</translation>
    </message>
    <message>
        <source>The start was interrupted</source>
        <translation>起動が中断されました</translation>
    </message>
    <message>
        <source>Somebody or something interrupted ComfyUI while it started.</source>
        <translation>ComfyUI の起動中に、誰かまたは何かが中断しました。</translation>
    </message>
    <message>
        <source>Start again.</source>
        <translation>もう一度起動してください。</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s web page is missing</source>
        <translation>ComfyUI のウェブページがありません</translation>
    </message>
    <message>
        <source>The package comfyui-frontend-package is not installed.</source>
        <translation>パッケージ comfyui-frontend-package がインストールされていません。</translation>
    </message>
    <message>
        <source>An attention package is missing</source>
        <translation>attention のパッケージがありません</translation>
    </message>
    <message>
        <source>The argument %1 needs the package %2, which is not installed.</source>
        <translation>引数 %1 にはパッケージ %2 が必要ですが、インストールされていません。</translation>
    </message>
    <message>
        <source>An attention kernel is missing</source>
        <translation>attention のカーネルがありません</translation>
    </message>
    <message>
        <source>Comfy Kitchen&apos;s attention does not work with this build.</source>
        <translation>Comfy Kitchen の attention は、このビルドでは動きません。</translation>
    </message>
    <message>
        <source>Remove the argument --use-ck-attention, then start again.</source>
        <translation>引数 --use-ck-attention を削除して、もう一度起動してください。</translation>
    </message>
    <message>
        <source>The workflow templates are missing</source>
        <translation>ワークフローのテンプレートがありません</translation>
    </message>
    <message>
        <source>The package comfyui-workflow-templates is not installed; ComfyUI runs without its templates.</source>
        <translation>パッケージ comfyui-workflow-templates がインストールされていません。ComfyUI はテンプレートなしで動きます。</translation>
    </message>
    <message>
        <source>A package is too old</source>
        <translation>パッケージが古すぎます</translation>
    </message>
    <message>
        <source>%1 is of version %2, and this ComfyUI is made for %3.</source>
        <translation>%1 はバージョン %2 ですが、この ComfyUI は %3 用です。</translation>
    </message>
    <message>
        <source>ComfyUI-Manager is not installed</source>
        <translation>ComfyUI-Manager がインストールされていません</translation>
    </message>
    <message>
        <source>The argument --enable-manager needs the package comfyui-manager, which is not installed; ComfyUI runs without it.</source>
        <translation>引数 --enable-manager にはパッケージ comfyui-manager が必要ですが、インストールされていません。ComfyUI はそれなしで動きます。</translation>
    </message>
    <message>
        <source>Remove the argument, or install the package.</source>
        <translation>引数を削除するか、パッケージをインストールしてください。</translation>
    </message>
    <message>
        <source>Memory is managed the older, slower way</source>
        <translation>メモリが古く遅い方式で管理されています</translation>
    </message>
    <message>
        <source>This torch is too old for ComfyUI&apos;s dynamic graphics memory.</source>
        <translation>この torch は、ComfyUI の動的なグラフィックメモリ管理には古すぎます。</translation>
    </message>
    <message>
        <source>Choose a newer build.</source>
        <translation>より新しいビルドを選んでください。</translation>
    </message>
    <message>
        <source>The package comfy-aimdo does not work, so ComfyUI does without dynamic graphics memory.</source>
        <translation>パッケージ comfy-aimdo が動かないため、ComfyUI は動的なグラフィックメモリ管理なしで動きます。</translation>
    </message>
    <message>
        <source>Some of ComfyUI&apos;s own nodes are missing</source>
        <translation>ComfyUI 自身のノードの一部がありません</translation>
    </message>
    <message>
        <source>Some nodes of comfy_%1 could not be imported: packages are missing or old.</source>
        <translation>comfy_%1 のノードの一部を読み込めませんでした。パッケージがないか、古いです。</translation>
    </message>
    <message>
        <source>Packages for two versions of NumPy</source>
        <translation>NumPy の二つのバージョン用のパッケージ</translation>
    </message>
    <message>
        <source>A package was built for NumPy 1 and NumPy 2 is installed.</source>
        <translation>パッケージは NumPy 1 用に作られましたが、NumPy 2 がインストールされています。</translation>
    </message>
    <message>
        <source>Another version of the web page could not be had</source>
        <translation>ウェブページの別のバージョンを入手できませんでした</translation>
    </message>
    <message>
        <source>The web page that --front-end-version names could not be downloaded; the installed one is shown.</source>
        <translation>--front-end-version で指定されたウェブページをダウンロードできませんでした。インストール済みのものを表示します。</translation>
    </message>
    <message>
        <source>Remove the argument --front-end-version, or check the network.</source>
        <translation>引数 --front-end-version を削除するか、ネットワークを確認してください。</translation>
    </message>
</context>
<context>
    <name>portico::LastWords</name>
    <message>
        <source>Disable the node pack, or update it.</source>
        <translation>ノードパックを無効にするか、更新してください。</translation>
    </message>
    <message>
        <source>Let Portico find out whether a node pack is the cause.</source>
        <translation>ノードパックが原因かどうかを Portico に調べさせてください。</translation>
    </message>
    <message>
        <source>Repair the environment.</source>
        <translation>環境を修復してください。</translation>
    </message>
    <message>
        <source>A Python package is missing</source>
        <translation>Python パッケージがありません</translation>
    </message>
    <message>
        <source>The node pack %1 ended ComfyUI: the Python module %2 is not installed.</source>
        <translation>ノードパック %1 が ComfyUI を終了させました。Python モジュール %2 がインストールされていません。</translation>
    </message>
    <message>
        <source>ComfyUI cannot start: the Python module %1 is not installed.</source>
        <translation>ComfyUI を起動できません。Python モジュール %1 がインストールされていません。</translation>
    </message>
    <message>
        <source>Install what the pack needs.</source>
        <translation>パックに必要なものをインストールしてください。</translation>
    </message>
    <message>
        <source>ComfyUI crashed</source>
        <translation>ComfyUI がクラッシュしました</translation>
    </message>
    <message>
        <source>A part of ComfyUI that is not written in Python crashed: the driver, torch or a package (%1).</source>
        <translation>ComfyUI の Python で書かれていない部分がクラッシュしました。ドライバー、torch、またはパッケージです（%1）。</translation>
    </message>
    <message>
        <source>ComfyUI crashed in the code of the node pack %1 (%2).</source>
        <translation>ComfyUI がノードパック %1 のコードの中でクラッシュしました（%2）。</translation>
    </message>
    <message>
        <source>The system ended ComfyUI</source>
        <translation>システムが ComfyUI を終了させました</translation>
    </message>
    <message>
        <source>Something killed ComfyUI without a word. The system does this when the computer&apos;s memory runs out.</source>
        <translation>何かが ComfyUI を突然強制終了しました。コンピューターのメモリがなくなると、システムがこれを行います。</translation>
    </message>
    <message>
        <source>Keep nothing in memory between prompts (--cache-none), or close other programs.</source>
        <translation>プロンプトの間にメモリに何も残さないか（--cache-none）、ほかのプログラムを閉じてください。</translation>
    </message>
    <message>
        <source>ComfyUI ended with an error</source>
        <translation>ComfyUI がエラーで終了しました</translation>
    </message>
    <message>
        <source>ComfyUI never became ready</source>
        <translation>ComfyUI が準備完了になりませんでした</translation>
    </message>
    <message>
        <source>ComfyUI started and then said nothing more.</source>
        <translation>ComfyUI は起動した後、何も出力しなくなりました。</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself</source>
        <translation>ComfyUI が自分で終了しました</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself: %1.</source>
        <translation>ComfyUI が自分で終了しました：%1。</translation>
    </message>
    <message>
        <source>ComfyUI ended before it was ready: %1.</source>
        <translation>ComfyUI は準備完了になる前に終了しました：%1。</translation>
    </message>
    <message>
        <source>ComfyUI ended with an error: “%1”.</source>
        <translation>ComfyUI がエラーで終了しました：「%1」。</translation>
    </message>
    <message>
        <source>The node pack %1 ended ComfyUI: “%2”.</source>
        <translation>ノードパック %1 が ComfyUI を終了させました：「%2」。</translation>
    </message>
</context>
<context>
    <name>portico::LaunchCommand</name>
    <message>
        <source>The install “%1” has no ComfyUI and no Python to start.</source>
        <translation>インストール「%1」には、起動する ComfyUI と Python がありません。</translation>
    </message>
    <message>
        <source>Remove it and add its bundle again; your own files can be kept.</source>
        <translation>それを削除し、バンドルを追加し直してください。ご自分のファイルは残せます。</translation>
    </message>
</context>
<context>
    <name>portico::Layer</name>
    <message>
        <source>The layer in %1 is damaged.</source>
        <translation>%1 のレイヤーは破損しています。</translation>
    </message>
    <message>
        <source>Repair the install: the layer is built again.</source>
        <translation>このインストールを修復してください。レイヤーを構築し直します。</translation>
    </message>
    <message>
        <source>There is no layer in %1.</source>
        <translation>%1 にレイヤーがありません。</translation>
    </message>
</context>
<context>
    <name>portico::LayerFiles</name>
    <message>
        <source>A package of the layer brings %1, which would lead Python out of its layer.</source>
        <translation>レイヤーのパッケージに %1 があり、Python をレイヤーの外へ導いてしまいます。</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it.</source>
        <translation>それを必要とするノードパックを除外してください。</translation>
    </message>
    <message>
        <source>%1 could not be replaced.</source>
        <translation>%1 を置き換えられませんでした。</translation>
    </message>
    <message>
        <source>A package of the layer runs code at each start of Python: %1.</source>
        <translation>レイヤーのパッケージが、Python が起動するたびにコードを実行します：%1。</translation>
    </message>
    <message>
        <source>%1 could not be made read-only.</source>
        <translation>%1 を読み取り専用にできませんでした。</translation>
    </message>
    <message>
        <source>Close what may use this file, a virus scanner too, then try again.</source>
        <translation>ウイルス対策ソフトなど、このファイルを使っていそうなプログラムを閉じて、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Check that the disk of the library lets you change the rights of files.</source>
        <translation>ライブラリのディスクで、ファイルの権限を変更できるか確認してください。</translation>
    </message>
</context>
<context>
    <name>portico::LayerOver</name>
    <message>
        <source>“%1” asks for %2, and this ComfyUI comes with %3 %4.</source>
        <translation>「%1」は %2 を求めますが、この ComfyUI に付属するのは %3 %4 です。</translation>
    </message>
</context>
<context>
    <name>portico::LayerPath</name>
    <message>
        <source>The Python %1 reads no path files, so it can have no layer of packages.</source>
        <translation>Python %1 はパスファイルを読まないため、パッケージのレイヤーを持てません。</translation>
    </message>
    <message>
        <source>Take the # away before “import site” in the ._pth file beside it.</source>
        <translation>その隣の ._pth ファイルで「import site」の前の # を取ってください。</translation>
    </message>
</context>
<context>
    <name>portico::LayerResolver</name>
    <message>
        <source>The packages that the node packs need do not go together.</source>
        <translation>ノードパックに必要なパッケージが両立しません。</translation>
    </message>
    <message>
        <source>Leave out one of the node packs.</source>
        <translation>ノードパックのどれかを除外してください。</translation>
    </message>
</context>
<context>
    <name>portico::LayerStore</name>
    <message>
        <source>removing the layer %1</source>
        <translation>レイヤー %1 を削除</translation>
    </message>
    <message>
        <source>removing unused layers</source>
        <translation>使われていないレイヤーを削除</translation>
    </message>
</context>
<context>
    <name>portico::LayerView</name>
    <message>
        <source>Putting the packages in</source>
        <translation>パッケージの組み込み</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: its packages are not kept in layers.</source>
        <translation>「%1」はご自分のフォルダーで、そのパッケージはレイヤーに保持されません。</translation>
    </message>
    <message>
        <source>Install ComfyUI with Portico and move your node packs there.</source>
        <translation>Portico で ComfyUI をインストールし、ノードパックをそこに移してください。</translation>
    </message>
    <message>
        <source>putting in the layer %1</source>
        <translation>レイヤー %1 を組み込み</translation>
    </message>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>「%1」のレイヤーを変更</translation>
    </message>
    <message>
        <source>The packages of the node packs are put in again.</source>
        <translation>ノードパックのパッケージを組み込み直します。</translation>
    </message>
    <message>
        <source>removing old views</source>
        <translation>古いビューを削除</translation>
    </message>
</context>
<context>
    <name>portico::LinkEnv</name>
    <message>
        <source>The link %1 could not be made.</source>
        <translation>リンク %1 を作れませんでした。</translation>
    </message>
    <message>
        <source>Such a link needs a local disk with NTFS: move the library to one.</source>
        <translation>このようなリンクには、NTFS のローカルディスクが必要です。ライブラリをそこに移してください。</translation>
    </message>
</context>
<context>
    <name>portico::ListArchive</name>
    <message>
        <source>Looking into %1 ended without a result.</source>
        <translation>%1 の中を調べましたが、結果なしに終わりました。</translation>
    </message>
    <message>
        <source>Check that enough memory is free and try again; if it happens again, get the file again.</source>
        <translation>メモリの空きが十分か確認して、もう一度お試しください。また起きるなら、ファイルを入手し直してください。</translation>
    </message>
    <message>
        <source>The list of an archive&apos;s files cannot be read.</source>
        <translation>アーカイブのファイル一覧を読めません。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Portico をインストールし直してください。</translation>
    </message>
    <message>
        <source>The request to list an archive is incomplete.</source>
        <translation>アーカイブの一覧を求める要求が不完全です。</translation>
    </message>
    <message>
        <source>it is larger than such a file can be</source>
        <translation>この種のファイルとしてありえない大きさです</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>中身の確認</translation>
    </message>
</context>
<context>
    <name>portico::ListRemote</name>
    <message>
        <source>%1 told nothing about its branches.</source>
        <translation>%1 からブランチの情報が返りませんでした。</translation>
    </message>
    <message>
        <source>Try again later; check the address and the network settings.</source>
        <translation>後でもう一度お試しください。アドレスとネットワークの設定も確認してください。</translation>
    </message>
</context>
<context>
    <name>portico::Lock</name>
    <message>
        <source>a package has no exact version</source>
        <translation>正確なバージョンのないパッケージがあります</translation>
    </message>
    <message>
        <source>a hash is no SHA-256</source>
        <translation>SHA-256 でないハッシュがあります</translation>
    </message>
    <message>
        <source>“%1” has no hash</source>
        <translation>「%1」にハッシュがありません</translation>
    </message>
    <message>
        <source>The list of locked packages cannot be used: %1.</source>
        <translation>ロックされたパッケージの一覧を使えません：%1。</translation>
    </message>
    <message>
        <source>Plan anew without this file: the packages are then chosen again.</source>
        <translation>このファイルを使わずに計画し直してください。パッケージが選び直されます。</translation>
    </message>
</context>
<context>
    <name>portico::LockInstall</name>
    <message>
        <source>The package index does not give what the lock names any more: %1.</source>
        <translation>ロックにあるものを、パッケージインデックスがもう提供していません：%1。</translation>
    </message>
    <message>
        <source>Build without the lock (--update), or from an index that keeps these files.</source>
        <translation>ロックなしで構築するか（--update）、これらのファイルを残しているインデックスから構築してください。</translation>
    </message>
</context>
<context>
    <name>portico::LogFiles</name>
    <message>
        <source>The log cannot be written to %1: %2. It is only shown.</source>
        <translation>ログを %1 に書き込めません：%2。表示だけを行います。</translation>
    </message>
</context>
<context>
    <name>portico::LogSource</name>
    <message>
        <source>The log %1 cannot be read: %2.</source>
        <translation>ログ %1 を読めません：%2。</translation>
    </message>
    <message>
        <source>Name a log file that is there and may be read.</source>
        <translation>存在し、読み取れるログファイルを指定してください。</translation>
    </message>
</context>
<context>
    <name>portico::MatchLayer</name>
    <message>
        <source>This ComfyUI has another Python or other packages than that of the snapshot, and these packages of node packs come out differently: %1.</source>
        <translation>この ComfyUI は Python かほかのパッケージがスナップショットのものと違うため、ノードパックの次のパッケージが異なる結果になります：%1。</translation>
    </message>
    <message>
        <source>Go back as far as possible, which takes them so.</source>
        <translation>できるところまで戻してください。そのままの結果を受け入れます。</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not there any more.</source>
        <translation>「%2」の世代 %1 はもうありません。</translation>
    </message>
    <message>
        <source>Go back as far as possible, which stays with this one.</source>
        <translation>できるところまで戻してください。今の世代のまま進みます。</translation>
    </message>
</context>
<context>
    <name>portico::MigrateFiles</name>
    <message>
        <source>The model folder %1 could not be linked: node packs do not find what is in it.</source>
        <translation>モデルフォルダー %1 へのリンクを作れませんでした。ノードパックはその中身を見つけられません。</translation>
    </message>
</context>
<context>
    <name>portico::MigrateInstall</name>
    <message>
        <source>“%1” is running or being changed and cannot be migrated now.</source>
        <translation>「%1」は実行中か変更中のため、今は移行できません。</translation>
    </message>
    <message>
        <source>Stop it, then migrate it.</source>
        <translation>停止してから移行してください。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>引き継ぎ</translation>
    </message>
    <message>
        <source>migrating “%1”</source>
        <translation>「%1」を移行</translation>
    </message>
    <message>
        <source>%1 in the library</source>
        <comment>name of a migrated install</comment>
        <translation>%1（ライブラリ内）</translation>
    </message>
</context>
<context>
    <name>portico::MigratePython</name>
    <message>
        <source>The Python in %1 only works there: a copy of it still uses %2.</source>
        <translation>%1 の Python はその場所でしか動きません。コピーしても %2 を使います。</translation>
    </message>
    <message>
        <source>Put a ComfyUI together with “porticoctl install”, and give it the model folder of this one.</source>
        <translation>「porticoctl install」で ComfyUI を組み立て、このモデルフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>The new Python has no folder for packages.</source>
        <translation>新しい Python にパッケージ用のフォルダーがありません。</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>これを報告してください。</translation>
    </message>
</context>
<context>
    <name>portico::Miniforge</name>
    <message>
        <source>See the log for its whole words. Python through uv needs neither conda nor its channels.</source>
        <translation>全文はログを見てください。uv による Python なら、conda もそのチャンネルも不要です。</translation>
    </message>
    <message>
        <source>conda could not make Python %1.</source>
        <translation>conda で Python %1 を作れませんでした。</translation>
    </message>
    <message>
        <source>Miniforge cannot work under %1, which holds a space.</source>
        <translation>Miniforge は %1 の下では動きません。空白が含まれています。</translation>
    </message>
    <message>
        <source>Move Portico&apos;s library, or take Python through uv.</source>
        <translation>Portico のライブラリを移すか、uv による Python を使ってください。</translation>
    </message>
    <message>
        <source>Miniforge: %1</source>
        <translation>Miniforge：%1</translation>
    </message>
    <message>
        <source>Miniforge&apos;s installer %1 failed.</source>
        <translation>Miniforge のインストーラー %1 が失敗しました。</translation>
    </message>
</context>
<context>
    <name>portico::MoveLibrary</name>
    <message>
        <source>There is no library folder %1 that could be moved.</source>
        <translation>移動できるライブラリのフォルダー %1 がありません。</translation>
    </message>
    <message>
        <source>Name the folder itself with “--library”.</source>
        <translation>「--library」でフォルダーそのものを指定してください。</translation>
    </message>
    <message>
        <source>Choose a folder beside the library, or on another disk.</source>
        <translation>ライブラリの隣か、別のディスクのフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>%1 cannot be replaced by the library.</source>
        <translation>%1 をライブラリで置き換えることはできません。</translation>
    </message>
    <message>
        <source>Choose a folder that does not exist yet, such as one in it.</source>
        <translation>その中など、まだ存在しないフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>There is something at %1.</source>
        <translation>%1 に何かあります。</translation>
    </message>
    <message>
        <source>Choose a folder that does not exist yet, or an empty one.</source>
        <translation>まだ存在しないフォルダーか、空のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Another disk is mounted at %1: the library is not moved.</source>
        <translation>%1 に別のディスクがマウントされているため、ライブラリを移動しません。</translation>
    </message>
    <message>
        <source>Unmount it, or put a link to it in its place, then try again.</source>
        <translation>マウントを解除するか、そこにリンクを置いて、もう一度お試しください。</translation>
    </message>
    <message>
        <source>moving the library</source>
        <translation>ライブラリを移動</translation>
    </message>
    <message>
        <source>“%1” is running or being changed, so the library cannot be moved now.</source>
        <translation>「%1」が実行中か変更中のため、今はライブラリを移動できません。</translation>
    </message>
    <message>
        <source>Stop it, then move the library.</source>
        <translation>停止してから、ライブラリを移動してください。</translation>
    </message>
    <message>
        <source>Another Portico is at work in %1.</source>
        <translation>%1 で別の Portico が作業中です。</translation>
    </message>
    <message>
        <source>Wait until it is done, then move the library.</source>
        <translation>終わるのを待ってから、ライブラリを移動してください。</translation>
    </message>
    <message>
        <source>The library needs %1 more at %2, and %3 are free there.</source>
        <translation>ライブラリには %2 にあと %1 必要ですが、そこの空きは %3 です。</translation>
    </message>
    <message>
        <source>Free some space there, or choose another disk. “porticoctl clean” makes the library smaller.</source>
        <translation>そこの空きを増やすか、別のディスクを選んでください。「porticoctl clean」でライブラリを小さくできます。</translation>
    </message>
    <message>
        <source>There is something at %1, where the old library would go first.</source>
        <translation>古いライブラリを最初に移す先の %1 に、何かあります。</translation>
    </message>
    <message>
        <source>Move it elsewhere, then try again: what was copied stays.</source>
        <translation>それを別の場所に移してから、もう一度お試しください。コピー済みのものは残ります。</translation>
    </message>
    <message>
        <source>The isolated environments of “%1” know their old place: “porticoctl env build” makes them again.</source>
        <translation>「%1」の分離環境は古い場所を覚えています。「porticoctl env build」で作り直せます。</translation>
    </message>
    <message>
        <source>The library is at its new place. Of the old one something is left in %1: %2 “porticoctl clean” tries again.</source>
        <translation>ライブラリは新しい場所にあります。古いものの一部が %1 に残っています：%2 「porticoctl clean」でもう一度試せます。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Remove the old files</source>
        <translation>古いファイルの削除</translation>
    </message>
    <message>
        <source>One of %1 and %2 lies within the other.</source>
        <translation>%1 と %2 は、一方がもう一方の中にあります。</translation>
    </message>
</context>
<context>
    <name>portico::NeedChoices</name>
    <message>
        <source>“%1” is not left out of “%2”.</source>
        <translation>「%1」は「%2」から除外されていません。</translation>
    </message>
    <message>
        <source>Nothing is left out of it by choice.</source>
        <translation>選んで除外したものはありません。</translation>
    </message>
    <message>
        <source>Left out are: %1.</source>
        <translation>除外されているもの：%1。</translation>
    </message>
</context>
<context>
    <name>portico::Network</name>
    <message>
        <source>nobody</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>The address of %1 cannot be found.</source>
        <translation>%1 のアドレスが見つかりません。</translation>
    </message>
    <message>
        <source>Check the connection to the internet and the address.</source>
        <translation>インターネットへの接続とアドレスを確認してください。</translation>
    </message>
    <message>
        <source>%1 does not accept connections.</source>
        <translation>%1 が接続を受け付けません。</translation>
    </message>
    <message>
        <source>Try again later; a firewall or proxy may also be in the way.</source>
        <translation>後でもう一度お試しください。ファイアウォールかプロキシが妨げていることもあります。</translation>
    </message>
    <message>
        <source>No safe connection to %1 can be made.</source>
        <translation>%1 への安全な接続を確立できません。</translation>
    </message>
    <message>
        <source>A proxy, a virus scanner or this computer&apos;s clock may be the cause.</source>
        <translation>プロキシ、ウイルス対策ソフト、またはこのコンピューターの時計が原因かもしれません。</translation>
    </message>
    <message>
        <source>The proxy between here and %1 asks for a user name and password, or refuses those it was given.</source>
        <translation>%1 との間のプロキシが、ユーザー名とパスワードを求めているか、入力されたものを拒否しています。</translation>
    </message>
    <message>
        <source>Enter them on the page Network.</source>
        <translation>「ネットワーク」のページで入力してください。</translation>
    </message>
    <message>
        <source>The proxy between here and %1 cannot be reached.</source>
        <translation>%1 との間のプロキシに接続できません。</translation>
    </message>
    <message>
        <source>Check the proxy on the page Network.</source>
        <translation>「ネットワーク」のページでプロキシを確認してください。</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 が時間内に応答しませんでした。</translation>
    </message>
    <message>
        <source>Check the connection to the internet, then try again.</source>
        <translation>インターネットへの接続を確認して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The connection to %1 broke.</source>
        <translation>%1 への接続が切れました。</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted.</source>
        <translation>%1 の証明書は信頼できません。</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted: it was issued by %2 and is valid from %3 to %4.</source>
        <translation>%1 の証明書は信頼できません。発行者は %2、有効期間は %3 から %4 です。</translation>
    </message>
    <message>
        <source>If your network or virus scanner looks into connections, add its certificate authority on the page Network; nothing was downloaded.</source>
        <translation>ネットワークやウイルス対策ソフトが通信を検査しているなら、「ネットワーク」のページでその認証局を追加してください。何もダウンロードしていません。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date, and whether a proxy or virus scanner looks into connections; nothing was downloaded.</source>
        <translation>このコンピューターの日付と、プロキシやウイルス対策ソフトが通信を検査していないかを確認してください。何もダウンロードしていません。</translation>
    </message>
    <message numerus="yes">
        <source>%1 sent nothing for %n second(s).</source>
        <translation>
            <numerusform>%1 から %n 秒間何も届きませんでした。</numerusform>
        </translation>
    </message>
    <message>
        <source>The connection to %1 ended before everything had come.</source>
        <translation>すべて届く前に %1 への接続が終わりました。</translation>
    </message>
    <message>
        <source>Try again: what has come is kept.</source>
        <translation>もう一度お試しください。届いた分は保存してあります。</translation>
    </message>
    <message>
        <source>%1 sent an answer that contradicts itself.</source>
        <translation>%1 が矛盾した応答を送ってきました。</translation>
    </message>
    <message>
        <source>A proxy may be broken; try another connection.</source>
        <translation>プロキシの不具合かもしれません。別の接続をお試しください。</translation>
    </message>
</context>
<context>
    <name>portico::NetworkTest</name>
    <message>
        <source>%1 answers and has ComfyUI&apos;s repository.</source>
        <translation>%1 は応答し、ComfyUI のリポジトリがあります。</translation>
    </message>
    <message>
        <source>%1 answers and is a package index.</source>
        <translation>%1 は応答し、パッケージインデックスです。</translation>
    </message>
    <message>
        <source>%1 answers and has torch.</source>
        <translation>%1 は応答し、torch があります。</translation>
    </message>
    <message>
        <source>%1 answers and has releases of Python.</source>
        <translation>%1 は応答し、Python のリリースがあります。</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>アドレスを確認してください。</translation>
    </message>
    <message>
        <source>%1 answers, but not as GitHub would.</source>
        <translation>%1 は応答しますが、GitHub のようには応答しません。</translation>
    </message>
    <message>
        <source>Write the address that stands in for https://github.com: what follows there must follow here.</source>
        <translation>https://github.com の代わりになるアドレスを書いてください。そちらで後に続くものが、ここでも続く必要があります。</translation>
    </message>
    <message>
        <source>%1 answers, but is no package index.</source>
        <translation>%1 は応答しますが、パッケージインデックスではありません。</translation>
    </message>
    <message>
        <source>The address of an index mostly ends in /simple.</source>
        <translation>インデックスのアドレスは、たいてい /simple で終わります。</translation>
    </message>
    <message>
        <source>%1 answers, but has no torch there.</source>
        <translation>%1 は応答しますが、torch がありません。</translation>
    </message>
    <message>
        <source>Write the address above the folders cpu, cu128 and so on; it mostly ends in /whl.</source>
        <translation>cpu、cu128 などのフォルダーの上のアドレスを書いてください。たいてい /whl で終わります。</translation>
    </message>
    <message>
        <source>%1 answers, but has no release of Python there.</source>
        <translation>%1 は応答しますが、Python のリリースがありません。</translation>
    </message>
    <message>
        <source>Write the address above the folders of the releases, such as %1.</source>
        <translation>%1 のように、リリースのフォルダーの上のアドレスを書いてください。</translation>
    </message>
    <message>
        <source>%1 answers too slowly.</source>
        <translation>%1 の応答が遅すぎます。</translation>
    </message>
    <message>
        <source>Try again later, or choose another mirror.</source>
        <translation>後でもう一度試すか、別のミラーを選んでください。</translation>
    </message>
    <message>
        <source>directly</source>
        <translation>直接</translation>
    </message>
    <message>
        <source>through the proxy %1:%2</source>
        <translation>プロキシ %1:%2 を経由</translation>
    </message>
    <message>
        <source>through the SOCKS proxy %1:%2</source>
        <translation>SOCKS プロキシ %1:%2 を経由</translation>
    </message>
</context>
<context>
    <name>portico::NetworkValues</name>
    <message>
        <source>That is no user name.</source>
        <translation>ユーザー名ではありません。</translation>
    </message>
    <message>
        <source>Write the name alone; the password is asked for.</source>
        <translation>名前だけを書いてください。パスワードは後で尋ねます。</translation>
    </message>
    <message>
        <source>“%1” is no name of a host.</source>
        <translation>「%1」はホストの名前ではありません。</translation>
    </message>
    <message>
        <source>Write the hosts&apos; exact names separated by commas, such as files.lan, pypi.lan.</source>
        <translation>files.lan, pypi.lan のように、ホストの正確な名前をコンマで区切って書いてください。</translation>
    </message>
    <message>
        <source>The address at %1 holds a password, which settings must not.</source>
        <translation>%1 のアドレスにパスワードが含まれていますが、設定には書けません。</translation>
    </message>
    <message>
        <source>Write the login into the file .netrc of your home folder, which uv and pip read, and the address without it.</source>
        <translation>ログイン情報はホームフォルダーのファイル .netrc に書き（uv と pip が読みます）、アドレスはそれを除いて書いてください。</translation>
    </message>
    <message>
        <source>The address at %1 has a “?” or “#” part, so nothing can be added to it.</source>
        <translation>%1 のアドレスに「?」または「#」の部分があるため、何も付け足せません。</translation>
    </message>
    <message>
        <source>Write the address of the folder only.</source>
        <translation>フォルダーのアドレスだけを書いてください。</translation>
    </message>
</context>
<context>
    <name>portico::NodePacks</name>
    <message>
        <source>There is no node pack “%1”.</source>
        <translation>ノードパック「%1」がありません。</translation>
    </message>
    <message>
        <source>This install has no node packs.</source>
        <translation>このインストールにはノードパックがありません。</translation>
    </message>
    <message>
        <source>The node packs are: %1.</source>
        <translation>ノードパックの一覧：%1。</translation>
    </message>
</context>
<context>
    <name>portico::NodesPlan</name>
    <message>
        <source>“%1” does not ask for “%2”.</source>
        <translation>「%1」は「%2」を求めていません。</translation>
    </message>
    <message>
        <source>It asks for nothing.</source>
        <translation>何も求めていません。</translation>
    </message>
    <message>
        <source>It asks for: %1.</source>
        <translation>求めているもの：%1。</translation>
    </message>
    <message>
        <source>“%1” has no enabled node pack “%2”.</source>
        <translation>「%1」に有効なノードパック「%2」はありません。</translation>
    </message>
    <message>
        <source>Look at its node packs: porticoctl nodes list %1.</source>
        <translation>ノードパックを確認してください：porticoctl nodes list %1。</translation>
    </message>
    <message>
        <source>Not obeyed in “%1”: %2.</source>
        <translation>「%1」の従わなかった行：%2。</translation>
    </message>
    <message>
        <source>“%1” is someone&apos;s own folder: its packages stay in its own Python, and there is no layer.</source>
        <translation>「%1」は誰かのフォルダーです。パッケージはその Python に残り、レイヤーはありません。</translation>
    </message>
    <message>
        <source>Install node packs there as before, or use an install of Portico&apos;s own.</source>
        <translation>そこではこれまでどおりにノードパックをインストールするか、Portico のインストールを使ってください。</translation>
    </message>
    <message>
        <source>a plan</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>Plan the packages</source>
        <translation>パッケージの計画</translation>
    </message>
</context>
<context>
    <name>portico::Nvml</name>
    <message>
        <source>The NVIDIA driver was updated while it was running: its parts do not fit together until the computer is restarted.</source>
        <translation>NVIDIA ドライバーが動作中に更新されました。コンピューターを再起動するまで、各部分が合いません。</translation>
    </message>
    <message>
        <source>Restart the computer.</source>
        <translation>コンピューターを再起動してください。</translation>
    </message>
    <message>
        <source>NVIDIA&apos;s tools are here, but the NVIDIA driver does not run.</source>
        <translation>NVIDIA のツールはありますが、NVIDIA ドライバーが動いていません。</translation>
    </message>
    <message>
        <source>Install the NVIDIA driver again and restart the computer.</source>
        <translation>NVIDIA ドライバーをインストールし直して、コンピューターを再起動してください。</translation>
    </message>
</context>
<context>
    <name>portico::ObtainPack</name>
    <message>
        <source>%1 cannot be unpacked.</source>
        <translation>%1 を展開できません。</translation>
    </message>
    <message>
        <source>Choose another version: porticoctl nodes info %1.</source>
        <translation>別のバージョンを選んでください：porticoctl nodes info %1。</translation>
    </message>
    <message>
        <source>The Comfy Registry has withdrawn version %1 of “%2”.</source>
        <translation>Comfy Registry は「%2」のバージョン %1 を取り下げました。</translation>
    </message>
    <message>
        <source>The Comfy Registry names no archive for version %1 of “%2”.</source>
        <translation>Comfy Registry は「%2」のバージョン %1 のアーカイブを示していません。</translation>
    </message>
    <message>
        <source>The Comfy Registry has marked version %1 of “%2” as suspicious.</source>
        <translation>Comfy Registry は「%2」のバージョン %1 を疑わしいものとしています。</translation>
    </message>
    <message>
        <source>Version %1 of “%2” is deprecated.</source>
        <translation>「%2」のバージョン %1 は非推奨です。</translation>
    </message>
    <message>
        <source>%1 holds no node pack: it has no __init__.py.</source>
        <translation>%1 にノードパックは入っていません。__init__.py がありません。</translation>
    </message>
    <message>
        <source>Give the folder, repository or archive whose top holds __init__.py.</source>
        <translation>最上位に __init__.py のあるフォルダー、リポジトリ、またはアーカイブを指定してください。</translation>
    </message>
    <message>
        <source>Fetch node packs</source>
        <translation>ノードパックの取得</translation>
    </message>
    <message>
        <source>“%1” names further repositories (submodules), which are not fetched.</source>
        <translation>「%1」は別のリポジトリ（サブモジュール）を含みますが、それらは取得しません。</translation>
    </message>
    <message>
        <source>%1 is no node pack: Portico&apos;s own library lies in it.</source>
        <translation>%1 はノードパックではありません。Portico 自身のライブラリが入っています。</translation>
    </message>
    <message>
        <source>Give the node pack&apos;s own folder.</source>
        <translation>ノードパック自身のフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>Node pack: %1</source>
        <translation>ノードパック：%1</translation>
    </message>
</context>
<context>
    <name>portico::OfficialSource</name>
    <message>
        <source>Official portable</source>
        <translation>公式ポータブル版</translation>
    </message>
    <message>
        <source>ComfyUI %1, official portable for %2</source>
        <translation>ComfyUI %1、%2 用の公式ポータブル版</translation>
    </message>
</context>
<context>
    <name>portico::OpenTerminal</name>
    <message>
        <source>This desktop has no terminal that Portico knows.</source>
        <translation>このデスクトップには、Portico の知っている端末がありません。</translation>
    </message>
    <message>
        <source>Install one, for example xterm, then try again.</source>
        <translation>xterm などをインストールして、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The terminal could not be started: %1.</source>
        <translation>端末を起動できませんでした：%1。</translation>
    </message>
    <message>
        <source>Open one yourself.</source>
        <translation>ご自分で開いてください。</translation>
    </message>
    <message>
        <source>The script %1, which opens the terminal, cannot be made ready to run: %2.</source>
        <translation>端末を開くスクリプト %1 を実行可能にできません：%2。</translation>
    </message>
    <message>
        <source>Check that its disk lets files be programs: one with FAT, or mounted with noexec, does not.</source>
        <translation>そのディスクでプログラムを実行できるか確認してください。FAT のディスクや、noexec でマウントされたディスクではできません。</translation>
    </message>
</context>
<context>
    <name>portico::OwnArguments</name>
    <message>
        <source>Remove it and set the port of this install.</source>
        <translation>それを削除し、このインストールのポートを設定してください。</translation>
    </message>
    <message>
        <source>Remove it: Portico starts ComfyUI for this computer only.</source>
        <translation>それを削除してください。Portico はこのコンピューターのためだけに ComfyUI を起動します。</translation>
    </message>
    <message>
        <source>Remove it: each install has a data folder of its own.</source>
        <translation>それを削除してください。各インストールには専用のデータフォルダーがあります。</translation>
    </message>
    <message>
        <source>Remove it and choose the folder in the settings of this install.</source>
        <translation>それを削除し、このインストールの設定でフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Remove it: whether Start opens the browser is a setting of this install.</source>
        <translation>それを削除してください。起動時にブラウザーを開くかどうかは、このインストールの設定です。</translation>
    </message>
    <message>
        <source>An argument of “%1” holds a line break, which no argument can.</source>
        <translation>「%1」の引数に改行が含まれていますが、引数には使えません。</translation>
    </message>
    <message>
        <source>Write the arguments on one line.</source>
        <translation>引数は一行で書いてください。</translation>
    </message>
    <message>
        <source>The argument %1 of “%2” clashes with %3, which Portico sets itself.</source>
        <translation>「%2」の引数 %1 は、Portico 自身が設定する %3 とぶつかります。</translation>
    </message>
</context>
<context>
    <name>portico::PacRunner</name>
    <message>
        <source>The network&apos;s proxy script found no answer within 10 seconds.</source>
        <translation>ネットワークのプロキシスクリプトが、10 秒以内に答えを出しませんでした。</translation>
    </message>
    <message>
        <source>The network&apos;s proxy script has a fault: %1.</source>
        <translation>ネットワークのプロキシスクリプトに誤りがあります：%1。</translation>
    </message>
    <message>
        <source>This Portico was built without an engine for proxy scripts.</source>
        <translation>この Portico は、プロキシスクリプトの実行エンジンなしで構築されています。</translation>
    </message>
    <message>
        <source>Check the address of the proxy script in the settings, under Network, or name the proxy itself there.</source>
        <translation>「ネットワーク」のページでプロキシスクリプトのアドレスを確認するか、プロキシそのものを指定してください。</translation>
    </message>
    <message>
        <source>The program that runs the network&apos;s proxy script ended before it answered.</source>
        <translation>ネットワークのプロキシスクリプトを実行するプログラムが、答える前に終了しました。</translation>
    </message>
</context>
<context>
    <name>portico::PackCauses</name>
    <message>
        <source>%1 looks in ComfyUI&apos;s own folder</source>
        <translation>%1 が ComfyUI 自身のフォルダーを探しています</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it looks for its files beside ComfyUI&apos;s main.py (%2), and they are in the data folder.</source>
        <translation>ノードパック %1 は読み込まれませんでした。ファイルを ComfyUI の main.py の隣（%2）に探していますが、実際にはデータフォルダーにあります。</translation>
    </message>
    <message>
        <source>Use the classic layout for this install: links lead from there to the data folder.</source>
        <translation>このインストールで従来の配置を使ってください。そこからデータフォルダーへリンクが張られます。</translation>
    </message>
    <message>
        <source>%1 finds no fitting torch</source>
        <translation>%1 に合う torch がありません</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded, because torch does not fit: %2.</source>
        <translation>torch が合わないため、ノードパック %1 は読み込まれませんでした：%2。</translation>
    </message>
    <message>
        <source>Repair torch.</source>
        <translation>torch を修復してください。</translation>
    </message>
    <message>
        <source>%1 misses a part of something</source>
        <translation>%1 に足りない部分があります</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: %2 is not there, although what it belongs to is. Either a part of the pack was never fetched, or it is made for another version.</source>
        <translation>ノードパック %1 は読み込まれませんでした。本体はあるのに、%2 がありません。パックの一部が取得されなかったか、パックが別のバージョン用です。</translation>
    </message>
    <message>
        <source>Update the pack.</source>
        <translation>パックを更新してください。</translation>
    </message>
    <message>
        <source>%1 needs a package</source>
        <translation>%1 にパッケージが必要です</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: the Python module %2 is not installed.</source>
        <translation>ノードパック %1 は読み込まれませんでした。Python モジュール %2 がインストールされていません。</translation>
    </message>
    <message>
        <source>Install what the pack needs.</source>
        <translation>パックに必要なものをインストールしてください。</translation>
    </message>
    <message>
        <source>%1 needs another NumPy</source>
        <translation>%1 に別の NumPy が必要です</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it or a package of it needs another NumPy (%2).</source>
        <translation>ノードパック %1 は読み込まれませんでした。このパックかそのパッケージに、別の NumPy が必要です（%2）。</translation>
    </message>
    <message>
        <source>Install what the pack needs again: packages that fit this NumPy are chosen.</source>
        <translation>パックに必要なものをインストールし直してください。この NumPy に合うパッケージが選ばれます。</translation>
    </message>
    <message>
        <source>%1 cannot load a library</source>
        <translation>%1 がライブラリを読み込めません</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: the system cannot load a library of it (%2).</source>
        <translation>ノードパック %1 は読み込まれませんでした。システムがそのライブラリを読み込めません（%2）。</translation>
    </message>
    <message>
        <source>Install what the pack needs again; if that does not help, disable it.</source>
        <translation>パックに必要なものをインストールし直してください。それでもだめなら、無効にしてください。</translation>
    </message>
    <message>
        <source>%1 does not fit the versions here</source>
        <translation>%1 がここのバージョンに合いません</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it is made for other versions (%2).</source>
        <translation>ノードパック %1 は読み込まれませんでした。別のバージョン用です（%2）。</translation>
    </message>
    <message>
        <source>%1 is not valid Python</source>
        <translation>%1 が正しい Python ではありません</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: one of its files is damaged, or made for another version of Python (%2).</source>
        <translation>ノードパック %1 は読み込まれませんでした。ファイルの一つが破損しているか、別のバージョンの Python 用です（%2）。</translation>
    </message>
    <message>
        <source>Disable the pack, or update it.</source>
        <translation>パックを無効にするか、更新してください。</translation>
    </message>
    <message>
        <source>%1 is no node pack</source>
        <translation>%1 はノードパックではありません</translation>
    </message>
    <message>
        <source>ComfyUI passed over %1: nothing in it is a node.</source>
        <translation>ComfyUI は %1 を読み飛ばしました。中にノードが一つもありません。</translation>
    </message>
    <message>
        <source>the log does not say why</source>
        <translation>理由はログにありません</translation>
    </message>
    <message>
        <source>The start script of %1 failed</source>
        <translation>%1 の起動スクリプトが失敗しました</translation>
    </message>
    <message>
        <source>The start script of the node pack %1 failed: %2.</source>
        <translation>ノードパック %1 の起動スクリプトが失敗しました：%2。</translation>
    </message>
    <message>
        <source>%1 was not loaded</source>
        <translation>%1 が読み込まれませんでした</translation>
    </message>
    <message>
        <source>The node pack %1 could not be imported: %2.</source>
        <translation>ノードパック %1 を読み込めませんでした：%2。</translation>
    </message>
    <message>
        <source>it does not find %1</source>
        <translation>%1 が見つかりません</translation>
    </message>
    <message>
        <source>Update the pack, or run its install.py: some packs fetch parts of themselves by it. It is shown first, and runs in a throwaway copy.</source>
        <translation>パックを更新するか、install.py を実行してください。それで自分の一部を取得するパックもあります。先に内容が示され、使い捨てのコピーの中で実行されます。</translation>
    </message>
</context>
<context>
    <name>portico::PackLayer</name>
    <message>
        <source>%1 would be built from source or from an address, which runs their own code, and nobody has agreed to that.</source>
        <translation>%1 はソースまたはアドレスから構築され、そのコードが実行されますが、まだ誰も同意していません。</translation>
    </message>
    <message>
        <source>Agree to it (--allow-builds), or leave the pack out that needs them.</source>
        <translation>同意するか（--allow-builds）、それらを必要とするパックを除外してください。</translation>
    </message>
    <message>
        <source>Leave that pack out, or install another version of it.</source>
        <translation>そのパックを除外するか、別のバージョンをインストールしてください。</translation>
    </message>
    <message>
        <source>The packages stay as they are for now; those that nobody needs any more go with the next change.</source>
        <translation>パッケージは今のままです。誰も必要としなくなったものは、次の変更のときに消えます。</translation>
    </message>
</context>
<context>
    <name>portico::PackNeeds</name>
    <message>
        <source>%1 cannot be understood: %2.</source>
        <translation>%1 を理解できません：%2。</translation>
    </message>
    <message>
        <source>Update the node pack, or leave it out.</source>
        <translation>ノードパックを更新するか、除外してください。</translation>
    </message>
    <message>
        <source>“%1” is no requirement</source>
        <translation>「%1」は要件の書き方ではありません</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>長すぎます</translation>
    </message>
    <message>
        <source>it includes too many files</source>
        <translation>取り込むファイルが多すぎます</translation>
    </message>
    <message>
        <source>The requirements of “%1” cannot be read:</source>
        <translation>「%1」の要件を読めません：</translation>
    </message>
</context>
<context>
    <name>portico::PackOutput</name>
    <message>
        <source>Choose a larger volume size.</source>
        <translation>分割サイズを大きくしてください。</translation>
    </message>
    <message>
        <source>In volumes of %1 each, the archive would have more than %2 of them.</source>
        <translation>%1 ずつに分割すると、アーカイブが %2 個を超える分割になります。</translation>
    </message>
</context>
<context>
    <name>portico::PackSource</name>
    <message>
        <source>Give an id of the Comfy Registry, the https address of a git repository, or the path of a folder, an archive or a .py file.</source>
        <translation>Comfy Registry の ID、git リポジトリの https のアドレス、またはフォルダー、アーカイブ、.py ファイルのパスを指定してください。</translation>
    </message>
    <message>
        <source>“%1” is no tag, branch or commit.</source>
        <translation>「%1」はタグ、ブランチ、コミットのどれでもありません。</translation>
    </message>
    <message>
        <source>Write the address as https://…/name@v1.2.</source>
        <translation>アドレスを https://…/name@v1.2 のように書いてください。</translation>
    </message>
    <message>
        <source>%1 is no list of node packs.</source>
        <translation>%1 はノードパックの一覧ではありません。</translation>
    </message>
    <message numerus="yes">
        <source>It names %n repositories.</source>
        <translation>
            <numerusform>%n 個のリポジトリが挙げられています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Give a list with one entry or more, such as [{&quot;url&quot;: &quot;https://…&quot;}].</source>
        <translation>[{&quot;url&quot;: &quot;https://…&quot;}] のように、一つ以上の項目のある一覧を指定してください。</translation>
    </message>
    <message>
        <source>%1 is no git repository and has no “%2”.</source>
        <translation>%1 は git リポジトリではなく、「%2」もありません。</translation>
    </message>
    <message>
        <source>Give the folder alone.</source>
        <translation>フォルダーだけを指定してください。</translation>
    </message>
    <message>
        <source>There is no %1.</source>
        <translation>%1 がありません。</translation>
    </message>
    <message>
        <source>This names no node pack.</source>
        <translation>ノードパックの指定になっていません。</translation>
    </message>
    <message>
        <source>“%1” is no id of the Comfy Registry.</source>
        <translation>「%1」は Comfy Registry の ID ではありません。</translation>
    </message>
    <message>
        <source>A node pack cannot be called “%1”.</source>
        <translation>ノードパックの名前を「%1」にはできません。</translation>
    </message>
    <message>
        <source>Rename what it is installed from, or give another address of it.</source>
        <translation>インストール元の名前を変えるか、別のアドレスを指定してください。</translation>
    </message>
</context>
<context>
    <name>portico::PackTransaction</name>
    <message>
        <source>deleting node packs</source>
        <translation>ノードパックを削除</translation>
    </message>
</context>
<context>
    <name>portico::PackUpdate</name>
    <message>
        <source>Keep what the node packs have stored</source>
        <translation>ノードパックが保存したものの保持</translation>
    </message>
    <message>
        <source>Nobody knows where “%1” was got from.</source>
        <translation>「%1」の入手元が分かりません。</translation>
    </message>
    <message>
        <source>Remove it and install it again from where it is offered.</source>
        <translation>それを削除し、提供されている場所からインストールし直してください。</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>「%1」はバージョンではありません。</translation>
    </message>
    <message>
        <source>See which there are: porticoctl nodes info %1.</source>
        <translation>どれがあるか確認してください：porticoctl nodes info %1。</translation>
    </message>
    <message>
        <source>“%1” came from %2, which has no versions.</source>
        <translation>「%1」は %2 からのもので、バージョンがありません。</translation>
    </message>
    <message>
        <source>Update it without naming a version.</source>
        <translation>バージョンを指定せずに更新してください。</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” was changed by hand: %2.</source>
        <translation>「%1」は手作業で変更されました：%2。</translation>
    </message>
    <message>
        <source>Update it with --stash: your changes are then kept aside, with a patch of them where it is a git repository.</source>
        <translation>--stash を付けて更新してください。加えた変更は別に保管され、git リポジトリならそのパッチも残ります。</translation>
    </message>
</context>
<context>
    <name>portico::PackWishes</name>
    <message>
        <source>[types] has sockets of its own, and there is no serialization.py that carries them: comfy-env will refuse the pack. Add it.</source>
        <translation>[types] に独自のソケットがありますが、それを受け渡す serialization.py がありません。comfy-env はこのパックを拒否します。追加してください。</translation>
    </message>
</context>
<context>
    <name>portico::PackWrapper</name>
    <message>
        <source>The node packs of this install use comfy-env %1, which is too old for node packs to be isolated with it.</source>
        <translation>このインストールのノードパックが使う comfy-env %1 は、ノードパックを分離するには古すぎます。</translation>
    </message>
    <message>
        <source>Update the node packs that ask for it: %1.</source>
        <translation>それを求めるノードパックを更新してください：%1。</translation>
    </message>
    <message>
        <source>Its prestartup_script.py does not run while it is isolated.</source>
        <translation>分離されている間、prestartup_script.py は実行されません。</translation>
    </message>
    <message>
        <source>Its install.py does not run while it is isolated.</source>
        <translation>分離されている間、install.py は実行されません。</translation>
    </message>
    <message>
        <source>ComfyUI does not see its folder “%1” while it is isolated.</source>
        <translation>分離されている間、ComfyUI からフォルダー「%1」は見えません。</translation>
    </message>
    <message>
        <source>Not obeyed: %1.</source>
        <translation>従わなかったもの：%1。</translation>
    </message>
</context>
<context>
    <name>portico::PassWorkflows</name>
    <message>
        <source>The new generation did not start for its test workflows: %1</source>
        <translation>新しい世代が、テストワークフローのために起動しませんでした：%1</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version of ComfyUI.</source>
        <translation>「%1」は元のままです。ComfyUI の別のバージョンをお試しください。</translation>
    </message>
    <message>
        <source>The test workflow “%1” does not work with the new generation. %2</source>
        <translation>テストワークフロー「%1」は、新しい世代では動きません。%2</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version, or remove that test: porticoctl test-workflow remove %2 &quot;%3&quot;.</source>
        <translation>「%1」は元のままです。別のバージョンを試すか、そのテストを削除してください：porticoctl test-workflow remove %2 &quot;%3&quot;。</translation>
    </message>
</context>
<context>
    <name>portico::PixiEngine</name>
    <message>
        <source>pixi could not build the environment (exit code %1).</source>
        <translation>pixi が環境を構築できませんでした（終了コード %1）。</translation>
    </message>
    <message>
        <source>Its log tells more; try again, or ask the author of the pack.</source>
        <translation>ログに詳しいことがあります。もう一度試すか、パックの作者に尋ねてください。</translation>
    </message>
    <message>
        <source>The disk is full: pixi could not build the environment.</source>
        <translation>ディスクがいっぱいで、pixi が環境を構築できませんでした。</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>空きを増やして、もう一度お試しください。</translation>
    </message>
    <message>
        <source>pixi could not reach the packages of the environment.</source>
        <translation>pixi が環境のパッケージに到達できませんでした。</translation>
    </message>
    <message>
        <source>Check the network settings, then try again.</source>
        <translation>ネットワークの設定を確認して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The packages of the environment do not go together here.</source>
        <translation>環境のパッケージが、ここでは両立しません。</translation>
    </message>
    <message>
        <source>Ask the author of the pack; its log tells which clash.</source>
        <translation>パックの作者に尋ねてください。どれがぶつかるかはログにあります。</translation>
    </message>
    <message>
        <source>The environment asks for more than this computer has.</source>
        <translation>環境が、このコンピューターにあるものより多くを求めています。</translation>
    </message>
    <message>
        <source>Its log tells what: another system, C library or CUDA.</source>
        <translation>何が必要かはログにあります。別のシステム、C ライブラリ、または CUDA です。</translation>
    </message>
    <message>
        <source>pixi does not understand what comfy-env.toml asks for.</source>
        <translation>comfy-env.toml が求めるものを、pixi が理解できません。</translation>
    </message>
    <message>
        <source>Correct the file; the log tells the key.</source>
        <translation>ファイルを直してください。キーはログにあります。</translation>
    </message>
</context>
<context>
    <name>portico::PixiManifest</name>
    <message>
        <source>[%1] asks for %2%3, but ComfyUI has %4, and both must have the same.</source>
        <translation>[%1] は %2%3 を求めていますが、ComfyUI は %4 です。両者は同じでなければなりません。</translation>
    </message>
    <message>
        <source>Remove that line of comfy-env.toml.</source>
        <translation>comfy-env.toml のその行を削除してください。</translation>
    </message>
</context>
<context>
    <name>portico::PixiPins</name>
    <message>
        <source>pixi cannot be put into %1.</source>
        <translation>pixi を %1 に置けません。</translation>
    </message>
    <message>
        <source>Check the space and the rights of that folder.</source>
        <translation>そのフォルダーの空きと権限を確認してください。</translation>
    </message>
    <message>
        <source>fetching pixi</source>
        <translation>pixi を取得</translation>
    </message>
    <message>
        <source>There is no pixi for this computer, and comfy-env runs its environments with it.</source>
        <translation>comfy-env は pixi で環境を動かしますが、このコンピューター用の pixi がありません。</translation>
    </message>
    <message>
        <source>Isolated environments need another computer.</source>
        <translation>分離環境には別のコンピューターが必要です。</translation>
    </message>
    <message>
        <source>Fetching pixi %1: comfy-env starts the nodes with it.</source>
        <translation>pixi %1 を取得しています。comfy-env がノードの起動に使います。</translation>
    </message>
</context>
<context>
    <name>portico::PlaceArchive</name>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 はすでにあります。</translation>
    </message>
    <message>
        <source>Choose another version or folder, or replace it.</source>
        <translation>別のバージョンかフォルダーを選ぶか、置き換えてください。</translation>
    </message>
</context>
<context>
    <name>portico::PlaceBundle</name>
    <message>
        <source>Bring the parts together</source>
        <translation>部品の取りまとめ</translation>
    </message>
</context>
<context>
    <name>portico::PlanBundle</name>
    <message>
        <source>The name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>The version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Volumes of %1 bytes are too small.</source>
        <translation>%1 バイトの分割サイズは小さすぎます。</translation>
    </message>
    <message>
        <source>Choose 64 KiB or more.</source>
        <translation>64 KiB 以上を選んでください。</translation>
    </message>
    <message>
        <source>The argument “%1” holds a character that launch scripts cannot carry on every system.</source>
        <translation>引数「%1」に、どのシステムの起動スクリプトでも使えるとは限らない文字があります。</translation>
    </message>
    <message>
        <source>Leave it out, and give it when ComfyUI is started.</source>
        <translation>それを除き、ComfyUI を起動するときに指定してください。</translation>
    </message>
    <message>
        <source>%1 was changed by hand; the bundle holds it as it is now.</source>
        <translation>%1 は手作業で変更されています。バンドルには今の状態で入ります。</translation>
    </message>
    <message>
        <source>%1 runs in an environment of its own, which cannot move: it is built anew on the other computer.</source>
        <translation>%1 は専用の環境で動き、環境は移動できません。別のコンピューターで新しく構築します。</translation>
    </message>
    <message>
        <source>The arguments that you set for “%1” stay with it; the launch script has: %2.</source>
        <translation>「%1」に設定した引数はこちらに残ります。起動スクリプトの引数：%2。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 はすでにあります。</translation>
    </message>
    <message>
        <source>Choose another version or folder, or replace it.</source>
        <translation>別のバージョンかフォルダーを選ぶか、置き換えてください。</translation>
    </message>
    <message>
        <source>Nobody published a SHA-256 of the folder %1.</source>
        <translation>フォルダー %1 の SHA-256 は公開されていません。</translation>
    </message>
    <message>
        <source>Give the bundle as a file.</source>
        <translation>バンドルをファイルで指定してください。</translation>
    </message>
    <message>
        <source>The SHA-256 is the published one: %1.</source>
        <translation>SHA-256 は公開されている値と一致します：%1。</translation>
    </message>
    <message>
        <source>Not verified: no published SHA-256 is known. This one has %1.</source>
        <translation>未検証：公開されている SHA-256 が分かりません。このファイルの値は %1 です。</translation>
    </message>
</context>
<context>
    <name>portico::PlanLayer</name>
    <message>
        <source>%1 is there already and stays: %2 is not taken.</source>
        <translation>%1 がすでにあるため、それを使います。%2 は使いません。</translation>
    </message>
    <message>
        <source>The package index tells no dates: packages of the last days are not held back.</source>
        <translation>パッケージインデックスが日付を示さないため、ここ数日のパッケージも控えません。</translation>
    </message>
    <message>
        <source>What comes from an address or repository, or must be built, may need further packages: that is known once it was fetched, which needs your consent.</source>
        <translation>アドレスやリポジトリからのもの、構築が必要なものには、さらにパッケージが必要かもしれません。それは取得した後に分かり、取得には同意が必要です。</translation>
    </message>
    <message>
        <source>The package index does not have this install&apos;s own versions of %1: they count as they are.</source>
        <translation>パッケージインデックスに、このインストール独自のバージョンの %1 がありません。あるものをそのまま数えます。</translation>
    </message>
</context>
<context>
    <name>portico::PlanMigration</name>
    <message>
        <source>“%1” lies in the library already: only a folder of your own that was added where it lies is migrated.</source>
        <translation>「%1」はすでにライブラリにあります。移行できるのは、元の場所のまま追加されたご自分のフォルダーだけです。</translation>
    </message>
    <message>
        <source>For a second one like it, duplicate it.</source>
        <translation>同じものをもう一つ作るには、複製してください。</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico: this one does not migrate it.</source>
        <translation>「%1」はより新しい Portico が書いたもので、この Portico では移行しません。</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Portico を更新してください。</translation>
    </message>
    <message>
        <source>There is no ComfyUI in %1 any more.</source>
        <translation>%1 に ComfyUI はもうありません。</translation>
    </message>
    <message>
        <source>Put the folder back in its place.</source>
        <translation>フォルダーを元の場所に戻してください。</translation>
    </message>
    <message>
        <source>The environment in %1 borrows packages of the Python of this computer: it is not whole without them.</source>
        <translation>%1 の環境は、このコンピューターの Python のパッケージを借りています。それがないと完全ではありません。</translation>
    </message>
    <message>
        <source>Put a ComfyUI together with “porticoctl install”, and give it the model folder of this one.</source>
        <translation>「porticoctl install」で ComfyUI を組み立て、このモデルフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>A package is only a way to the folder %1, which must stay.</source>
        <translation>パッケージの一つはフォルダー %1 を参照しているだけのため、このフォルダーを残す必要があります。</translation>
    </message>
    <message>
        <source>Programs in the environment&apos;s Scripts folder stay behind: they only work where they were made.</source>
        <translation>環境の Scripts フォルダーのプログラムは引き継ぎません。作られた場所でしか動かないためです。</translation>
    </message>
    <message>
        <source>“%1” becomes an install of its own in the library, with versions to go back to. %2 stays as it is and can still be started; removing the new install undoes it.</source>
        <translation>「%1」は、前のバージョンに戻せる独立したインストールとしてライブラリに作られます。%2 は元のままで、引き続き起動できます。新しいインストールを削除すれば取り消せます。</translation>
    </message>
    <message numerus="yes">
        <source>Copied or shared: Python&apos;s packages, ComfyUI, node packs, inputs and user files, %n file(s) with %1.</source>
        <translation>
            <numerusform>コピーまたは共有するもの：Python のパッケージ、ComfyUI、ノードパック、入力、ユーザーファイル。%n 個のファイル、%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Python %1 is taken over with its packages.</source>
        <translation>Python %1 をパッケージごと引き継ぎます。</translation>
    </message>
    <message>
        <source>Its packages are taken over; the virtual environment itself works only where it is. The new install gets a Python %1 of its own: a copy of the one in %2, or where that cannot be copied, one as for a ComfyUI that is put together.</source>
        <translation>パッケージを引き継ぎます。仮想環境そのものは、今の場所でしか動きません。新しいインストールには専用の Python %1 を用意します。%2 にあるもののコピー、コピーできなければ、ComfyUI の組み立てで使うものと同じ Python です。</translation>
    </message>
    <message>
        <source>Models stay in %1 and are used from there: keep that folder.</source>
        <translation>モデルは %1 に残り、そこから使います。このフォルダーを残してください。</translation>
    </message>
    <message>
        <source>Model folders of node packs are linked: %1.</source>
        <translation>ノードパックのモデルフォルダーへリンクを張ります：%1。</translation>
    </message>
    <message>
        <source>The folders that %1 names are used as before.</source>
        <translation>%1 に書かれたフォルダーは、これまでどおり使います。</translation>
    </message>
    <message>
        <source>Pictures that were made stay in the old folder. Close it in other programs before.</source>
        <translation>作成済みの画像は元のフォルダーに残ります。先に、ほかのプログラムでこのフォルダーを閉じてください。</translation>
    </message>
</context>
<context>
    <name>portico::PlanRecipe</name>
    <message>
        <source>This recipe is for %1, and this computer is %2.</source>
        <translation>このレシピは %1 用ですが、このコンピューターは %2 です。</translation>
    </message>
    <message>
        <source>Make it on a computer of that kind: a bundle is started before it gets its name.</source>
        <translation>同じ種類のコンピューターで作ってください。バンドルは完成前に一度起動されます。</translation>
    </message>
    <message>
        <source>The lock %1 is of another recipe, or of another kind of computer.</source>
        <translation>ロック %1 は別のレシピか、別の種類のコンピューターのものです。</translation>
    </message>
    <message>
        <source>Take the lock that came with a bundle of this very recipe, or build without one.</source>
        <translation>このレシピのバンドルに付いてきたロックを使うか、ロックなしで構築してください。</translation>
    </message>
    <message>
        <source>The recipe is another than that of the lock that is there: a new one is made.</source>
        <translation>レシピが今あるロックのものと違うため、新しいロックを作ります。</translation>
    </message>
    <message>
        <source>The lock that is there cannot be used: %1</source>
        <translation>今あるロックは使えません：%1</translation>
    </message>
    <message>
        <source>The versions of its lock are taken; --update takes newer ones.</source>
        <translation>ロックのバージョンを使います。--update でより新しいものになります。</translation>
    </message>
    <message>
        <source>“%1” of the recipe cannot be had.</source>
        <translation>レシピの「%1」を入手できません。</translation>
    </message>
    <message>
        <source>Without headers and static libraries nothing can be compiled in the bundle: torch.compile and some node packs do that.</source>
        <translation>ヘッダーと静的ライブラリがないと、バンドルの中では何もコンパイルできません。torch.compile と一部のノードパックはコンパイルを行います。</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 はすでにあります。</translation>
    </message>
    <message>
        <source>Give the recipe another version, choose another folder, or replace it.</source>
        <translation>レシピのバージョンを変えるか、別のフォルダーを選ぶか、置き換えてください。</translation>
    </message>
</context>
<context>
    <name>portico::PlanRows</name>
    <message>
        <source>Its makers took this version back, but it is what is asked for.</source>
        <translation>このバージョンは作者が取り下げましたが、これが求められています。</translation>
    </message>
    <message>
        <source>There is no wheel of it for this computer: building it runs its own code.</source>
        <translation>このコンピューター用の wheel がなく、構築するとそのパッケージのコードが実行されます。</translation>
    </message>
</context>
<context>
    <name>portico::PlanUpdate</name>
    <message>
        <source>“%1” was written by a newer Portico, or names a generation that it does not have: it is not updated by this one.</source>
        <translation>「%1」は、より新しい Portico が書いたものか、存在しない世代を指しています。この Portico では更新しません。</translation>
    </message>
    <message>
        <source>Update Portico, or repair the install.</source>
        <translation>Portico を更新するか、このインストールを修復してください。</translation>
    </message>
    <message>
        <source>“%1” can be no tag, branch or commit.</source>
        <translation>「%1」はタグ、ブランチ、コミットのどれにもなりません。</translation>
    </message>
    <message>
        <source>Give a tag such as v0.33.0, a branch or a commit.</source>
        <translation>v0.33.0 のようなタグ、ブランチ、またはコミットを指定してください。</translation>
    </message>
    <message>
        <source>Nobody knows which ComfyUI “%1” has.</source>
        <translation>「%1」の ComfyUI のバージョンが分かりません。</translation>
    </message>
    <message>
        <source>Name the version to go to: --to 0.34.0.</source>
        <translation>切り替え先のバージョンを指定してください：--to 0.34.0。</translation>
    </message>
    <message>
        <source>updating “%1”</source>
        <translation>「%1」を更新</translation>
    </message>
    <message>
        <source>“%1” is no version of torch.</source>
        <translation>「%1」は torch のバージョンではありません。</translation>
    </message>
    <message>
        <source>Give one such as 2.9.1: its build for the accelerator is found by itself.</source>
        <translation>2.9.1 のようなバージョンを指定してください。アクセラレーターに合うビルドは自動で見つかります。</translation>
    </message>
</context>
<context>
    <name>portico::PointerReader</name>
    <message>
        <source>is missing</source>
        <translation>がありません</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>は文字列ではありません</translation>
    </message>
    <message>
        <source>has more than %1 characters</source>
        <translation>は %1 文字を超えています</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>は空です</translation>
    </message>
    <message>
        <source>is no list of lines</source>
        <translation>は行のリストではありません</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>の項目が %1 個を超えています</translation>
    </message>
    <message>
        <source>is no whole number</source>
        <translation>は整数ではありません</translation>
    </message>
    <message>
        <source>is not between %1 and %2</source>
        <translation>は %1 から %2 の間ではありません</translation>
    </message>
    <message>
        <source>is no date such as 2026-11-21 or 2026-11-21T09:00:00Z</source>
        <translation>は 2026-11-21 や 2026-11-21T09:00:00Z のような日付ではありません</translation>
    </message>
    <message>
        <source>is no list</source>
        <translation>はリストではありません</translation>
    </message>
    <message>
        <source>is no object</source>
        <translation>はオブジェクトではありません</translation>
    </message>
</context>
<context>
    <name>portico::PortCheck</name>
    <message>
        <source>All %1 ports after %2 are taken.</source>
        <translation>%2 より後の %1 個のポートがすべて使用中です。</translation>
    </message>
    <message>
        <source>Choose another port in the install&apos;s settings.</source>
        <translation>インストールの設定で別のポートを選んでください。</translation>
    </message>
    <message>
        <source>Port %1 is used by another program.</source>
        <translation>ポート %1 は別のプログラムが使っています。</translation>
    </message>
    <message>
        <source>Choose another port, or end the program that uses it.</source>
        <translation>別のポートを選ぶか、それを使っているプログラムを終了してください。</translation>
    </message>
    <message>
        <source>Port %1 is used by %2 (process %3).</source>
        <translation>ポート %1 は %2（プロセス %3）が使っています。</translation>
    </message>
    <message>
        <source>Choose another port, or end %1.</source>
        <translation>別のポートを選ぶか、%1 を終了してください。</translation>
    </message>
</context>
<context>
    <name>portico::PrepareChange</name>
    <message>
        <source>The node pack “%1” is isolated and disabled: its new version could not be tried.</source>
        <translation>ノードパック「%1」は分離されていて無効なため、新しいバージョンを試せませんでした。</translation>
    </message>
    <message>
        <source>Enable it first, then update it.</source>
        <translation>先に有効にしてから、更新してください。</translation>
    </message>
    <message>
        <source>fetching node packs</source>
        <translation>ノードパックを取得</translation>
    </message>
    <message>
        <source>Two of these node packs would be called “%1”.</source>
        <translation>これらのノードパックのうち二つが、同じ「%1」という名前になります。</translation>
    </message>
    <message>
        <source>Install one of them alone.</source>
        <translation>どちらか一つだけをインストールしてください。</translation>
    </message>
    <message>
        <source>There is a node pack “%1” already.</source>
        <translation>ノードパック「%1」はすでにあります。</translation>
    </message>
    <message>
        <source>There is a node pack “%1” already; it is disabled.</source>
        <translation>ノードパック「%1」はすでにあります。無効になっています。</translation>
    </message>
    <message>
        <source>Update it instead, or remove it first.</source>
        <translation>代わりにそれを更新するか、先に削除してください。</translation>
    </message>
    <message>
        <source>Enable or update it instead, or remove it first.</source>
        <translation>代わりにそれを有効にするか更新するか、先に削除してください。</translation>
    </message>
    <message>
        <source>“%1” and “%2” both say to be the node pack %3: one of them should be disabled.</source>
        <translation>「%1」と「%2」はどちらもノードパック %3 だとしています。どちらかを無効にしてください。</translation>
    </message>
    <message>
        <source>“%1” is up to date.</source>
        <translation>「%1」は最新です。</translation>
    </message>
    <message>
        <source>What “%1” needs does not go together with what the other node packs need, and is left out.</source>
        <translation>「%1」に必要なものは、ほかのノードパックに必要なものと両立しないため、除外します。</translation>
    </message>
    <message>
        <source>The node pack “%1” has no install.py.</source>
        <translation>ノードパック「%1」に install.py はありません。</translation>
    </message>
    <message>
        <source>There is nothing to run.</source>
        <translation>実行するものはありません。</translation>
    </message>
    <message>
        <source>The node pack “%1” is a link to a folder elsewhere, which is not changed.</source>
        <translation>ノードパック「%1」は別の場所のフォルダーへのリンクで、そこは変更しません。</translation>
    </message>
    <message>
        <source>Run its install.py there yourself.</source>
        <translation>そこでご自分で install.py を実行してください。</translation>
    </message>
    <message>
        <source>The node pack “%1” is disabled.</source>
        <translation>ノードパック「%1」は無効です。</translation>
    </message>
    <message>
        <source>Enable it first.</source>
        <translation>先に有効にしてください。</translation>
    </message>
    <message>
        <source>Nothing is kept of a node pack “%1”.</source>
        <translation>ノードパック「%1」について保管されたものはありません。</translation>
    </message>
    <message>
        <source>Old versions are kept until ComfyUI has started well with the new ones.</source>
        <translation>古いバージョンは、ComfyUI が新しいもので問題なく起動するまで保管されます。</translation>
    </message>
    <message>
        <source>Kept are: %1.</source>
        <translation>保管されているもの：%1。</translation>
    </message>
    <message>
        <source>“%1” is enabled already.</source>
        <translation>「%1」はすでに有効です。</translation>
    </message>
    <message>
        <source>“%1” is disabled already.</source>
        <translation>「%1」はすでに無効です。</translation>
    </message>
    <message>
        <source>Another node pack “%1” is enabled.</source>
        <translation>別のノードパック「%1」が有効です。</translation>
    </message>
    <message>
        <source>Disable or remove that one first.</source>
        <translation>先にそれを無効にするか削除してください。</translation>
    </message>
    <message>
        <source>The node pack “%1” is isolated, and its install.py is not run there.</source>
        <translation>ノードパック「%1」は分離されているため、そこでは install.py を実行しません。</translation>
    </message>
</context>
<context>
    <name>portico::PrepareIsolation</name>
    <message>
        <source>“%1” is isolated already.</source>
        <translation>「%1」はすでに分離されています。</translation>
    </message>
    <message>
        <source>The new version of the node pack “%1” has a comfy-env.toml of its own, and isolates itself.</source>
        <translation>ノードパック「%1」の新しいバージョンには専用の comfy-env.toml があり、自分で分離します。</translation>
    </message>
    <message>
        <source>Node packs cannot be isolated here.</source>
        <translation>ここではノードパックを分離できません。</translation>
    </message>
    <message>
        <source>Leave one of the node packs out.</source>
        <translation>ノードパックのどれか一つを除外してください。</translation>
    </message>
    <message>
        <source>“%1” is not isolated.</source>
        <translation>「%1」は分離されていません。</translation>
    </message>
    <message>
        <source>The files of the node pack “%1” are not where it was isolated.</source>
        <translation>ノードパック「%1」のファイルが、分離した場所にありません。</translation>
    </message>
    <message>
        <source>Remove it and install it again.</source>
        <translation>削除して、インストールし直してください。</translation>
    </message>
    <message>
        <source>Undo the isolation (porticoctl env rejoin), then try again, and isolate it once more if it still has to be.</source>
        <translation>分離を取り消してから（porticoctl env rejoin）もう一度試し、まだ必要なら改めて分離してください。</translation>
    </message>
</context>
<context>
    <name>portico::PrepareLaunch</name>
    <message>
        <source>%1 is not there: %2.</source>
        <translation>%1がありません：%2。</translation>
    </message>
    <message>
        <source>Put the folder back in its place, or remove this install.</source>
        <translation>フォルダーを元の場所に戻すか、このインストールを削除してください。</translation>
    </message>
    <message>
        <source>Remove this install and add its bundle again; the data folder can be kept.</source>
        <translation>このインストールを削除し、バンドルを追加し直してください。データフォルダーは残せます。</translation>
    </message>
    <message>
        <source>The runtime of “%1”</source>
        <translation>「%1」のランタイム</translation>
    </message>
    <message>
        <source>The Python of “%1”</source>
        <translation>「%1」の Python</translation>
    </message>
    <message>
        <source>The ComfyUI of “%1”</source>
        <translation>「%1」の ComfyUI</translation>
    </message>
    <message>
        <source>A folder chosen for “%1”</source>
        <translation>「%1」で選ばれたフォルダー</translation>
    </message>
    <message>
        <source>Connect its drive, or choose another folder in the settings.</source>
        <translation>そのドライブを接続するか、設定で別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>ComfyUI did not say which arguments it knows; all are passed.</source>
        <translation>ComfyUI がどの引数を知っているか答えなかったため、すべて渡します。</translation>
    </message>
    <message>
        <source>The model folder %1 is not there and is left out.</source>
        <translation>モデルフォルダー %1 がないため、除外します。</translation>
    </message>
</context>
<context>
    <name>portico::PrepareMatch</name>
    <message>
        <source>“%1” was changed by hand then, and these changes are not kept any more.</source>
        <translation>「%1」は当時手作業で変更されていて、その変更はもう残っていません。</translation>
    </message>
    <message>
        <source>Go back as far as possible, which brings it without them.</source>
        <translation>できるところまで戻してください。その変更なしで戻します。</translation>
    </message>
    <message>
        <source>What “%1” can be got from now is not what it was then.</source>
        <translation>「%1」として今入手できるものは、当時のものと異なります。</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves it as it is now.</source>
        <translation>できるところまで戻してください。今のまま残します。</translation>
    </message>
    <message>
        <source>“%1” is not here any more, and nobody knows where it was got from.</source>
        <translation>「%1」はもうここになく、入手元も分かりません。</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves it out.</source>
        <translation>できるところまで戻してください。それを除外します。</translation>
    </message>
    <message>
        <source>“%1” lies in a folder of your own, where Portico enables and disables node packs only.</source>
        <translation>「%1」はご自分のフォルダーにあり、Portico はそこではノードパックの有効化と無効化だけを行います。</translation>
    </message>
    <message>
        <source>Go back as far as possible, and change this one yourself.</source>
        <translation>できるところまで戻し、これはご自分で変更してください。</translation>
    </message>
    <message>
        <source>a copy of this computer</source>
        <translation>このコンピューターの控え</translation>
    </message>
    <message>
        <source>The install.py of “%1” had run then, and does not run by itself: porticoctl nodes run-script.</source>
        <translation>「%1」の install.py は当時実行されていましたが、自動では実行されません：porticoctl nodes run-script。</translation>
    </message>
</context>
<context>
    <name>portico::PromoteBundle</name>
    <message>
        <source>no track</source>
        <translation>トラックなし</translation>
    </message>
    <message>
        <source>There is no catalogue %1.</source>
        <translation>カタログ %1 がありません。</translation>
    </message>
    <message>
        <source>Check the path; “porticoctl bundle publish” makes one.</source>
        <translation>パスを確認してください。「porticoctl bundle publish」で作れます。</translation>
    </message>
    <message>
        <source>“%1” has no bundle “%2”.</source>
        <translation>「%1」にバンドル「%2」がありません。</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>あるもの：%1。</translation>
    </message>
    <message>
        <source>“%1” is on “%2” and cannot go to “%3”: bundles only go forward.</source>
        <translation>「%1」は「%2」にあり、「%3」には移せません。バンドルは前にだけ進みます。</translation>
    </message>
    <message>
        <source>Promote another bundle to that track, which takes this one off where it is made for the same computers.</source>
        <translation>別のバンドルをそのトラックに昇格させてください。同じコンピューター用なら、このバンドルはトラックから外れます。</translation>
    </message>
    <message>
        <source>promoting a bundle</source>
        <translation>バンドルを昇格</translation>
    </message>
</context>
<context>
    <name>portico::Provider</name>
    <message>
        <source>it has what the others have but for windows, which ComfyUI has no use for, and the contributed modules that were asked for</source>
        <translation>ウィンドウ表示（ComfyUI には不要）を除いてほかのものと同じ内容で、求められた contrib モジュールもあります</translation>
    </message>
    <message>
        <source>it has what the others have but for windows, which ComfyUI has no use for</source>
        <translation>ウィンドウ表示（ComfyUI には不要）を除いて、ほかのものと同じ内容です</translation>
    </message>
    <message>
        <source>this install computes with CUDA</source>
        <translation>このインストールは CUDA で計算します</translation>
    </message>
    <message>
        <source>it is asked for, and there is no CUDA here</source>
        <translation>求められていますが、ここには CUDA がありません</translation>
    </message>
    <message>
        <source>there is no CUDA here</source>
        <translation>ここには CUDA がありません</translation>
    </message>
    <message>
        <source>it is part of this install, which does not change</source>
        <translation>変わることのない、このインストールの一部です</translation>
    </message>
    <message>
        <source>ComfyUI is made for it</source>
        <translation>ComfyUI がこれに合わせて作られています</translation>
    </message>
    <message>
        <source>%1 is taken: %2.</source>
        <translation>%1 を使います：%2。</translation>
    </message>
    <message>
        <source>%1 is taken instead of %2: %3.</source>
        <translation>%2 の代わりに %1 を使います：%3。</translation>
    </message>
</context>
<context>
    <name>portico::ProxyAddress</name>
    <message>
        <source>Write “system”, “none”, http://host:port, socks5://host:port, a user as http://user@host:port, or pac+https://host/proxy.pac for a script.</source>
        <translation>「system」、「none」、http://host:port、socks5://host:port、ユーザー名は http://user@host:port、スクリプトは pac+https://host/proxy.pac のように書いてください。</translation>
    </message>
    <message>
        <source>“%1” is no address of a proxy script.</source>
        <translation>「%1」はプロキシスクリプトのアドレスではありません。</translation>
    </message>
    <message>
        <source>The address of a proxy script holds no user and no password.</source>
        <translation>プロキシスクリプトのアドレスには、ユーザー名もパスワードも書けません。</translation>
    </message>
    <message>
        <source>Portico speaks to proxies by http and SOCKS 5 only; what goes through them is protected all the same.</source>
        <translation>Portico がプロキシと通信する方式は http と SOCKS 5 だけです。そこを通る内容はそれでも保護されます。</translation>
    </message>
    <message>
        <source>“%1” is no address of a proxy with its port.</source>
        <translation>「%1」は、ポート付きのプロキシのアドレスではありません。</translation>
    </message>
    <message>
        <source>The proxy&apos;s password does not belong into its address: settings and command lines can be read by others.</source>
        <translation>プロキシのパスワードはアドレスに書けません。設定やコマンドラインはほかの人に読まれることがあります。</translation>
    </message>
    <message>
        <source>Give the address without it; the password is asked for and kept in this computer&apos;s keychain.</source>
        <translation>パスワードを除いたアドレスを書いてください。パスワードは後で尋ね、このコンピューターのキーチェーンに保存します。</translation>
    </message>
</context>
<context>
    <name>portico::ProxyBypass</name>
    <message>
        <source>“%1” is no host, domain or network.</source>
        <translation>「%1」はホスト、ドメイン、ネットワークのどれでもありません。</translation>
    </message>
    <message>
        <source>Write hosts and networks separated by commas, such as intranet.example, .corp.example, 10.0.0.0/8.</source>
        <translation>intranet.example, .corp.example, 10.0.0.0/8 のように、ホストとネットワークをコンマで区切って書いてください。</translation>
    </message>
</context>
<context>
    <name>portico::PublishBundle</name>
    <message>
        <source>Look into the bundle</source>
        <translation>バンドルの中身の確認</translation>
    </message>
    <message>
        <source>looking into a bundle</source>
        <translation>バンドルの中を調べる</translation>
    </message>
    <message>
        <source>%1 has no %2: it was not made by Portico.</source>
        <translation>%1 に %2 がありません。Portico で作られたものではありません。</translation>
    </message>
    <message>
        <source>Add it as an install and build a bundle of that, or write it into the catalogue by hand (docs/catalogue.md).</source>
        <translation>インストールとして追加してそのバンドルを作るか、カタログに手で書いてください（docs/catalogue.md）。</translation>
    </message>
    <message>
        <source>The bundle does not tell what its torch runs on.</source>
        <translation>このバンドルには、torch が何で動くかが書かれていません。</translation>
    </message>
    <message>
        <source>The bundle does not tell the version of its ComfyUI.</source>
        <translation>このバンドルには、ComfyUI のバージョンが書かれていません。</translation>
    </message>
    <message>
        <source>Say it: --accelerator cpu, or “cuda 13.0”.</source>
        <translation>指定してください：--accelerator cpu、または「cuda 13.0」。</translation>
    </message>
    <message>
        <source>Build it again of an install that does.</source>
        <translation>それが分かるインストールから、バンドルを作り直してください。</translation>
    </message>
    <message>
        <source>%1 %2: ComfyUI %3 for %4 %5, %6</source>
        <translation>%1 %2：ComfyUI %3（%4 %5、%6 用）</translation>
    </message>
    <message>
        <source>Bundles of %1</source>
        <translation>%1 のバンドル</translation>
    </message>
    <message>
        <source>The catalogue has another bundle %1.</source>
        <translation>カタログに別のバンドル %1 があります。</translation>
    </message>
    <message>
        <source>Give the new one another version, or replace it with --replace.</source>
        <translation>新しいほうに別のバージョンを付けるか、--replace で置き換えてください。</translation>
    </message>
    <message>
        <source>publishing a bundle</source>
        <translation>バンドルを公開</translation>
    </message>
    <message>
        <source>%1 is not what the .sha256 beside it says.</source>
        <translation>%1 は、隣の .sha256 が示すものと異なります。</translation>
    </message>
    <message>
        <source>Build the bundle again, or get it again.</source>
        <translation>バンドルを作り直すか、入手し直してください。</translation>
    </message>
    <message>
        <source>Another file %1 is there.</source>
        <translation>別のファイル %1 があります。</translation>
    </message>
    <message>
        <source>Give the bundle another version, or replace it with --replace.</source>
        <translation>バンドルに別のバージョンを付けるか、--replace で置き換えてください。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>There is no bundle %1.</source>
        <translation>バンドル %1 がありません。</translation>
    </message>
    <message>
        <source>Build one: porticoctl bundle build.</source>
        <translation>作ってください：porticoctl bundle build。</translation>
    </message>
</context>
<context>
    <name>portico::PublishRelease</name>
    <message>
        <source>There is no file %1.</source>
        <translation>ファイル %1 がありません。</translation>
    </message>
    <message>
        <source>Name the bundle that was built.</source>
        <translation>作成したバンドルを指定してください。</translation>
    </message>
    <message>
        <source>GitHub would give the file “%1” another name.</source>
        <translation>GitHub がファイル「%1」に別の名前を付けてしまいます。</translation>
    </message>
    <message>
        <source>Name it with letters, digits and . _ + - only.</source>
        <translation>名前には英字、数字、. _ + - だけを使ってください。</translation>
    </message>
    <message>
        <source>%1 has %2 bytes; a file of a release may have 1 to %3.</source>
        <translation>%1 は %2 バイトです。リリースのファイルは 1 から %3 バイトまでです。</translation>
    </message>
    <message>
        <source>Build the bundle in volumes, so that each is smaller.</source>
        <translation>それぞれが小さくなるように、バンドルを分割して作ってください。</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>%1 would be more than %2 volumes.</source>
        <translation>%1 は %2 個を超える分割になります。</translation>
    </message>
    <message>
        <source>Choose a larger volume size.</source>
        <translation>分割サイズを大きくしてください。</translation>
    </message>
    <message>
        <source>Two files are called %1.</source>
        <translation>%1 という名前のファイルが二つあります。</translation>
    </message>
    <message>
        <source>Name each only once.</source>
        <translation>それぞれ一度だけ指定してください。</translation>
    </message>
    <message>
        <source>listing the releases of %1</source>
        <translation>%1 のリリースの一覧取得</translation>
    </message>
    <message>
        <source>%1 has a release %2 already.</source>
        <translation>%1 にはすでにリリース %2 があります。</translation>
    </message>
    <message>
        <source>Choose another version; what was published stays as it is.</source>
        <translation>別のバージョンを選んでください。公開済みのものはそのまま残ります。</translation>
    </message>
    <message>
        <source>making the release %1 of %2</source>
        <translation>%2 のリリース %1 の作成</translation>
    </message>
    <message>
        <source>publishing the release of %1</source>
        <translation>%1 のリリースの公開</translation>
    </message>
    <message>
        <source>“%1” is no tag for a release.</source>
        <translation>「%1」はリリース用のタグではありません。</translation>
    </message>
    <message>
        <source>Write it as v1.2.0.</source>
        <translation>v1.2.0 のように書いてください。</translation>
    </message>
    <message>
        <source>The draft of the release stays: the next try goes on with it.</source>
        <translation>リリースの下書きは残ります。次の試みはその続きから始まります。</translation>
    </message>
</context>
<context>
    <name>portico::PushFiles</name>
    <message>
        <source>%1 is not pushed: %2.</source>
        <translation>%1 はプッシュしません：%2。</translation>
    </message>
    <message>
        <source>Push the recipe and what it names, not bundles or models; those are published as a release.</source>
        <translation>レシピとそれが挙げるものをプッシュしてください。バンドルやモデルではありません。それらはリリースとして公開します。</translation>
    </message>
    <message>
        <source>it is a link</source>
        <translation>リンクです</translation>
    </message>
    <message>
        <source>it has more than 5 MiB</source>
        <translation>5 MiB を超えています</translation>
    </message>
    <message>
        <source>There is no %1 to push.</source>
        <translation>プッシュする %1 がありません。</translation>
    </message>
    <message>
        <source>Name a recipe, or a folder with one.</source>
        <translation>レシピか、レシピのあるフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>it has more than %1 files</source>
        <translation>%1 個を超えるファイルがあります</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>空です</translation>
    </message>
    <message>
        <source>pushing to %1</source>
        <translation>%1 へのプッシュ</translation>
    </message>
    <message>
        <source>Send files</source>
        <translation>ファイルの送信</translation>
    </message>
    <message>
        <source>Others push to the branch %1 of %2 all the time.</source>
        <translation>ほかの人が %2 のブランチ %1 に絶えずプッシュしています。</translation>
    </message>
    <message>
        <source>Try again, or push to a branch of your own.</source>
        <translation>もう一度試すか、ご自分のブランチにプッシュしてください。</translation>
    </message>
</context>
<context>
    <name>portico::PutBack</name>
    <message>
        <source>putting back “%1”</source>
        <translation>「%1」を元に戻す</translation>
    </message>
</context>
<context>
    <name>portico::PythonFacts</name>
    <message>
        <source>The Python %1 does not run.</source>
        <translation>Python %1 が動きません。</translation>
    </message>
    <message>
        <source>Choose another Python.</source>
        <translation>別の Python を選んでください。</translation>
    </message>
    <message>
        <source>There is no Python %1.</source>
        <translation>Python %1 がありません。</translation>
    </message>
    <message>
        <source>Give the path of a Python 3.10 or newer.</source>
        <translation>Python 3.10 以降のパスを指定してください。</translation>
    </message>
</context>
<context>
    <name>portico::PythonProvider</name>
    <message>
        <source>uv did not put Python where it was told to.</source>
        <translation>uv が指定の場所に Python を置きませんでした。</translation>
    </message>
    <message>
        <source>Try again, or choose a Python of this computer.</source>
        <translation>もう一度試すか、このコンピューターの Python を選んでください。</translation>
    </message>
    <message>
        <source>There is no Python 3.10 or newer on this computer.</source>
        <translation>このコンピューターに Python 3.10 以降がありません。</translation>
    </message>
    <message>
        <source>There is no Python %1 on this computer.</source>
        <translation>このコンピューターに Python %1 がありません。</translation>
    </message>
    <message>
        <source>Install one, or choose another version.</source>
        <translation>インストールするか、別のバージョンを選んでください。</translation>
    </message>
    <message>
        <source>This install needs the Python of this computer in %1: keep it.</source>
        <translation>このインストールには、このコンピューターの %1 の Python が必要です。残しておいてください。</translation>
    </message>
    <message>
        <source>%1 is Python %2, which is too old.</source>
        <translation>%1 は Python %2 で、古すぎます。</translation>
    </message>
    <message>
        <source>Choose a Python 3.10 or newer.</source>
        <translation>Python 3.10 以降を選んでください。</translation>
    </message>
    <message>
        <source>Python %1 of this computer: %2</source>
        <translation>このコンピューターの Python %1：%2</translation>
    </message>
    <message>
        <source>A Python of its own could not be fetched: %1 Looking on this computer.</source>
        <translation>専用の Python を取得できませんでした：%1 このコンピューターで探します。</translation>
    </message>
    <message>
        <source>Python could not be fetched, and this computer has none that fits. %1</source>
        <translation>Python を取得できず、このコンピューターにも合うものがありません。%1</translation>
    </message>
</context>
<context>
    <name>portico::RateLimit</name>
    <message>
        <source>%1 was asked too often from this address and answers again at %2.</source>
        <translation>このアドレスから %1 への問い合わせが多すぎました。%2 に再び応答します。</translation>
    </message>
    <message>
        <source>Try again then.</source>
        <translation>その後もう一度お試しください。</translation>
    </message>
    <message>
        <source>Try again then, or give Portico a GitHub token: with one it may ask 5,000 times an hour instead of 60.</source>
        <translation>その後もう一度試すか、Portico に GitHub のトークンを設定してください。あれば 1 時間に 60 回ではなく 5,000 回まで問い合わせられます。</translation>
    </message>
</context>
<context>
    <name>portico::ReadSite</name>
    <message>
        <source>cannot be used: %1</source>
        <translation>は使えません：%1</translation>
    </message>
    <message>
        <source>is no commit: 40 of the digits 0 to 9 and a to f</source>
        <translation>はコミットではありません（0 から 9 と a から f の 40 文字）</translation>
    </message>
    <message>
        <source>is no id of the Comfy Registry</source>
        <translation>は Comfy Registry の ID ではありません</translation>
    </message>
    <message>
        <source>is no version such as 1.2.0</source>
        <translation>は 1.2.0 のようなバージョンではありません</translation>
    </message>
    <message>
        <source>is one too many: a node pack comes from one place</source>
        <translation>が余分です。ノードパックの入手元は一つだけです</translation>
    </message>
    <message>
        <source>belongs to “%1”</source>
        <translation>は &quot;%1&quot; に属します</translation>
    </message>
    <message>
        <source>is missing, and so are git, folder, archive and file</source>
        <translation>がなく、git、folder、archive、file もありません</translation>
    </message>
    <message>
        <source>is neither an https address nor a path</source>
        <translation>は https のアドレスでもパスでもありません</translation>
    </message>
    <message>
        <source>holds a password, which everybody could read here</source>
        <translation>に、ここでは誰でも読めてしまうパスワードが含まれています</translation>
    </message>
    <message>
        <source>is missing: %1</source>
        <translation>がありません：%1</translation>
    </message>
    <message>
        <source>is needed: another one has the folder “%1”</source>
        <translation>が必要です。フォルダー「%1」は別のものが使っています</translation>
    </message>
    <message>
        <source>is no SHA-256</source>
        <translation>は SHA-256 ではありません</translation>
    </message>
    <message>
        <source>has no meaning beside a commit</source>
        <translation>は、コミットと一緒では意味がありません</translation>
    </message>
    <message>
        <source>is no port from 1 to 65535</source>
        <translation>は 1 から 65535 までのポートではありません</translation>
    </message>
    <message>
        <source>is that of another install of this file, too</source>
        <translation>は、このファイルの別のインストールのものでもあります</translation>
    </message>
    <message>
        <source>is no object {…}</source>
        <translation>はオブジェクト {…} ではありません</translation>
    </message>
    <message>
        <source>holds “%1”, which is no variable with a text</source>
        <translation>に、文字列の値を持つ変数ではない「%1」が含まれています</translation>
    </message>
    <message>
        <source>is none; write cu130, cu128, rocm7.2, xpu, mps, cpu or auto</source>
        <translation>は有効な値ではありません。cu130、cu128、rocm7.2、xpu、mps、cpu、auto のどれかを書いてください</translation>
    </message>
    <message>
        <source>is one too many: one of bundle, catalogue and kept counts</source>
        <translation>が余分です。bundle、catalogue、kept のうち一つだけが有効です</translation>
    </message>
    <message>
        <source>names none of bundle, catalogue and kept</source>
        <translation>に bundle、catalogue、kept のどれもありません</translation>
    </message>
    <message>
        <source>has no meaning here: every kept file has its own</source>
        <translation>は、ここでは意味がありません。保管されたファイルにはそれぞれ専用の値があります</translation>
    </message>
    <message>
        <source>belongs to &quot;kept&quot;</source>
        <translation>は &quot;kept&quot; に属します</translation>
    </message>
    <message>
        <source>is no name of a kept state</source>
        <translation>は、保管された状態の名前ではありません</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>を読めません：%1</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>がありません</translation>
    </message>
    <message>
        <source>is no lock: %1</source>
        <translation>はロックではありません：%1</translation>
    </message>
    <message>
        <source>is no version such as 0.33.0</source>
        <translation>は 0.33.0 のようなバージョンではありません</translation>
    </message>
    <message>
        <source>has several spaces in a row</source>
        <translation>に空白が続けて入っています</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>は、この Portico が知っている形式の 1 ではありません</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>の項目が %1 個を超えています</translation>
    </message>
</context>
<context>
    <name>portico::RebuildEnvironments</name>
    <message>
        <source>No node pack asks for the environment “%1” any more.</source>
        <translation>環境「%1」を求めるノードパックはもうありません。</translation>
    </message>
    <message>
        <source>Nothing has to be done.</source>
        <translation>何もする必要はありません。</translation>
    </message>
    <message>
        <source>The environment “%1” was unpacked, and does not serve here: %2.</source>
        <translation>環境「%1」は展開されましたが、ここでは使えません：%2。</translation>
    </message>
    <message>
        <source>Build it again: porticoctl env build.</source>
        <translation>構築し直してください：porticoctl env build。</translation>
    </message>
    <message>
        <source>rebuilding %1</source>
        <translation>%1 を再構築</translation>
    </message>
</context>
<context>
    <name>portico::RebuildVendored</name>
    <message>
        <source>%1 rebuilt</source>
        <comment>name of an install</comment>
        <translation>%1 の再構築</translation>
    </message>
    <message>
        <source>rebuilding</source>
        <translation>再構築</translation>
    </message>
    <message>
        <source>rebuilding “%1”</source>
        <translation>「%1」を再構築</translation>
    </message>
    <message>
        <source>What was rebuilt is not the same as at first: %1.</source>
        <translation>再構築したものが、最初のものと同じではありません：%1。</translation>
    </message>
    <message>
        <source>Nothing was kept of it; please report this as a bug.</source>
        <translation>何も残していません。不具合として報告してください。</translation>
    </message>
</context>
<context>
    <name>portico::Recipe</name>
    <message>
        <source>can be no tag, branch or commit</source>
        <translation>は、タグ、ブランチ、コミットのどれにもなりません</translation>
    </message>
    <message>
        <source>is missing, and there is no VERSION.txt beside the recipe</source>
        <translation>がなく、レシピの隣に VERSION.txt もありません</translation>
    </message>
    <message>
        <source>is missing, and VERSION.txt is empty</source>
        <translation>がなく、VERSION.txt は空です</translation>
    </message>
    <message>
        <source>is one too many: one of ref, commit, tag and branch counts</source>
        <translation>が余分です。ref、commit、tag、branch のうち一つだけが有効です</translation>
    </message>
    <message>
        <source>cannot be used: %1</source>
        <translation>は使えません：%1</translation>
    </message>
    <message>
        <source>would get the folder “%1”, which another one has; give it a &quot;name&quot;</source>
        <translation>のフォルダーは「%1」になりますが、別のものが使っています。&quot;name&quot; を付けてください</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>の項目が %1 個を超えています</translation>
    </message>
    <message>
        <source>holds what is no requirement on a package: %1</source>
        <translation>に、パッケージの要件ではないものが含まれています：%1</translation>
    </message>
    <message>
        <source>is no version such as 3.12 or 3.12.8</source>
        <translation>は 3.12 や 3.12.8 のようなバージョンではありません</translation>
    </message>
    <message>
        <source>is no folder: %1</source>
        <translation>はフォルダーではありません：%1</translation>
    </message>
    <message>
        <source>has no meaning beside a prefix</source>
        <translation>は、prefix と一緒では意味がありません</translation>
    </message>
    <message>
        <source>is neither a file nor an https address</source>
        <translation>はファイルでも https のアドレスでもありません</translation>
    </message>
    <message>
        <source>is no SHA-256</source>
        <translation>は SHA-256 ではありません</translation>
    </message>
    <message>
        <source>is none; write cu130, cu128, cu126, rocm7.2, xpu, mps or cpu</source>
        <translation>は有効な値ではありません。cu130、cu128、cu126、rocm7.2、xpu、mps、cpu のどれかを書いてください</translation>
    </message>
    <message>
        <source>is none; write one such as linux-x64, linux-arm64, windows-x64 or macos-arm64</source>
        <translation>は有効な値ではありません。linux-x64、linux-arm64、windows-x64、macos-arm64 のように書いてください</translation>
    </message>
    <message>
        <source>It</source>
        <translation>この値</translation>
    </message>
    <message>
        <source>names “%1”; it can name tests, headers, static-libraries and caches</source>
        <translation>に「%1」がありますが、使えるのは tests、headers、static-libraries、caches です</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>は、この Portico が知っている形式の 1 ではありません</translation>
    </message>
</context>
<context>
    <name>portico::RecipeLock</name>
    <message>
        <source>is no SHA-256</source>
        <translation>は SHA-256 ではありません</translation>
    </message>
    <message>
        <source>is no commit of 40 hexadecimal digits</source>
        <translation>は 16 進数 40 桁のコミットではありません</translation>
    </message>
    <message>
        <source>holds what is no SHA-256</source>
        <translation>に SHA-256 ではないものが含まれています</translation>
    </message>
    <message>
        <source>names no hash</source>
        <translation>にハッシュがありません</translation>
    </message>
    <message>
        <source>is no package&apos;s</source>
        <translation>は、どのパッケージのものでもありません</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>は、この Portico が知っている形式の 1 ではありません</translation>
    </message>
    <message>
        <source>No bundle came of the lock %1.</source>
        <translation>ロック %1 から作られたバンドルはありません。</translation>
    </message>
    <message>
        <source>Build one with it, and compare that.</source>
        <translation>それで一つ作り、それと比較してください。</translation>
    </message>
</context>
<context>
    <name>portico::Recommend</name>
    <message>
        <source>It is made for what this computer has.</source>
        <translation>このコンピューターの構成に合わせて作られています。</translation>
    </message>
    <message>
        <source>Which CUDA it has is not known.</source>
        <translation>どの CUDA かが分かりません。</translation>
    </message>
    <message>
        <source>It has CUDA %1; this computer can use CUDA %2 at most.</source>
        <translation>CUDA %1 ですが、このコンピューターで使えるのは CUDA %2 までです。</translation>
    </message>
    <message>
        <source>It has CUDA %1; this GPU needs CUDA 12.8 or newer.</source>
        <translation>CUDA %1 ですが、この GPU には CUDA 12.8 以降が必要です。</translation>
    </message>
    <message>
        <source>It has CUDA %1; CUDA %2 suits this computer better.</source>
        <translation>CUDA %1 ですが、このコンピューターには CUDA %2 のほうが適しています。</translation>
    </message>
    <message>
        <source>Its publisher does not tell what its torch runs on.</source>
        <translation>公開元は、torch が何で動くかを示していません。</translation>
    </message>
    <message>
        <source>It computes on the processor and leaves the GPU unused.</source>
        <translation>プロセッサーで計算し、GPU は使いません。</translation>
    </message>
    <message>
        <source>It is made for NVIDIA GPUs and computes on the processor here.</source>
        <translation>NVIDIA GPU 用で、ここではプロセッサーで計算します。</translation>
    </message>
    <message>
        <source>It is made for %1, and this computer needs %2.</source>
        <translation>%1 用ですが、このコンピューターには %2 が必要です。</translation>
    </message>
    <message>
        <source>Its publisher does not recommend it for this GPU.</source>
        <translation>公開元は、この GPU には勧めていません。</translation>
    </message>
    <message>
        <source>The GPU of this computer is none of those it is made for.</source>
        <translation>このコンピューターの GPU は対象に含まれていません。</translation>
    </message>
    <message>
        <source>%1 on %2 with %3</source>
        <comment>system, processor, accelerator</comment>
        <translation>%1、%2、%3</translation>
    </message>
    <message>
        <source>“%1” is made for %2.</source>
        <translation>「%1」は %2 用です。</translation>
    </message>
    <message>
        <source>“%1” runs here. %2</source>
        <translation>「%1」はここで動きます。%2</translation>
    </message>
    <message>
        <source>Its team calls it stable.</source>
        <translation>チームはこれを安定版としています。</translation>
    </message>
    <message>
        <source>It has ComfyUI %1, the version of the chosen track.</source>
        <translation>ComfyUI %1 で、選んだトラックのバージョンです。</translation>
    </message>
    <message>
        <source>It has ComfyUI %1; of %2, the version of the chosen track, there is no bundle for this computer.</source>
        <translation>ComfyUI %1 です。選んだトラックのバージョン %2 の、このコンピューター用のバンドルはありません。</translation>
    </message>
    <message>
        <source>Its publisher published its SHA-256, so it is checked before it is unpacked.</source>
        <translation>公開元が SHA-256 を公開しているため、展開の前に検証します。</translation>
    </message>
    <message>
        <source>It is not verified by its publisher: no SHA-256 of it was published.</source>
        <translation>公開元による検証はできません。SHA-256 が公開されていません。</translation>
    </message>
    <message>
        <source>No list of bundles is at hand, so ComfyUI is composed from its parts.</source>
        <translation>バンドルの一覧が手元にないため、ComfyUI を部品から組み立てます。</translation>
    </message>
    <message>
        <source>No ready bundle is made for %1, so ComfyUI is composed from its parts.</source>
        <translation>%1 用の完成済みバンドルがないため、ComfyUI を部品から組み立てます。</translation>
    </message>
    <message>
        <source>It is made for %1.</source>
        <translation>%1 用です。</translation>
    </message>
    <message>
        <source>It is made for %1 processors.</source>
        <translation>%1 プロセッサー用です。</translation>
    </message>
</context>
<context>
    <name>portico::RecoverPacks</name>
    <message>
        <source>The change of the node packs %1 was finished.</source>
        <translation>ノードパック %1 の変更を完了しました。</translation>
    </message>
    <message>
        <source>An interrupted change of the node packs %1 was taken back.</source>
        <translation>中断されていたノードパック %1 の変更を取り消しました。</translation>
    </message>
</context>
<context>
    <name>portico::Recovery</name>
    <message>
        <source>The removal of “%1” had not begun.</source>
        <translation>「%1」の削除は、まだ始まっていませんでした。</translation>
    </message>
    <message>
        <source>The removal of “%1” was finished.</source>
        <translation>「%1」の削除を完了しました。</translation>
    </message>
    <message>
        <source>An interrupted change of the generation was taken back.</source>
        <translation>中断されていた世代の変更を取り消しました。</translation>
    </message>
    <message>
        <source>A generation that nothing names was removed.</source>
        <translation>どこからも指されていない世代を削除しました。</translation>
    </message>
    <message>
        <source>An interrupted addition of %1 was cleaned up.</source>
        <translation>中断されていた %1 の追加を片付けました。</translation>
    </message>
    <message>
        <source>cleaning up</source>
        <translation>後片付け</translation>
    </message>
</context>
<context>
    <name>portico::RegistryClient</name>
    <message>
        <source>%1 did not answer as the Comfy Registry does.</source>
        <translation>%1 は Comfy Registry のようには応答しませんでした。</translation>
    </message>
    <message>
        <source>Check the address of the registry in the settings, or try again later.</source>
        <translation>設定でレジストリのアドレスを確認するか、後でもう一度お試しください。</translation>
    </message>
    <message>
        <source>The Comfy Registry has no node pack “%1”.</source>
        <translation>Comfy Registry にノードパック「%1」はありません。</translation>
    </message>
    <message>
        <source>The Comfy Registry has no version %2 of “%1”.</source>
        <translation>Comfy Registry に「%1」のバージョン %2 はありません。</translation>
    </message>
    <message>
        <source>Search it: porticoctl nodes search WORDS.</source>
        <translation>検索してください：porticoctl nodes search WORDS。</translation>
    </message>
    <message>
        <source>See which there are: porticoctl nodes info %1.</source>
        <translation>どれがあるか確認してください：porticoctl nodes info %1。</translation>
    </message>
    <message>
        <source>“%1” is no id or version of the Comfy Registry.</source>
        <translation>「%1」は Comfy Registry の ID でもバージョンでもありません。</translation>
    </message>
    <message>
        <source>An id has letters, digits, “-”, “_” and “.”, such as comfyui-impact-pack.</source>
        <translation>ID は comfyui-impact-pack のように、英字、数字、「-」「_」「.」でできています。</translation>
    </message>
    <message>
        <source>Fetch the list of node packs</source>
        <translation>ノードパックの一覧の取得</translation>
    </message>
</context>
<context>
    <name>portico::ReleaseUpload</name>
    <message>
        <source>Upload</source>
        <translation>アップロード</translation>
    </message>
    <message>
        <source>The release wants its files at %1, which is not %2.</source>
        <translation>リリースがファイルの送り先として示した %1 は、%2 ではありません。</translation>
    </message>
    <message>
        <source>Nothing was sent there. Check the server&apos;s address.</source>
        <translation>そこには何も送っていません。サーバーのアドレスを確認してください。</translation>
    </message>
    <message>
        <source>listing the files of a release</source>
        <translation>リリースのファイルの一覧取得</translation>
    </message>
    <message>
        <source>removing half a file of a release</source>
        <translation>リリースの途中までのファイルの削除</translation>
    </message>
    <message>
        <source>GitHub did not get %1 as it is here.</source>
        <translation>GitHub が受け取った %1 は、ここのものと異なります。</translation>
    </message>
    <message>
        <source>Try again. If it happens again, the file changes while it is sent, or a proxy changes it.</source>
        <translation>もう一度お試しください。また起きるなら、送信中にファイルが変わっているか、プロキシが書き換えています。</translation>
    </message>
    <message>
        <source>uploading %1</source>
        <translation>%1 のアップロード</translation>
    </message>
    <message>
        <source>%1 Sending it again.</source>
        <translation>%1 もう一度送ります。</translation>
    </message>
</context>
<context>
    <name>portico::RemovablePath</name>
    <message>
        <source>Portico was about to remove “%1” and did not.</source>
        <translation>Portico は「%1」を削除しようとしましたが、行いませんでした。</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>これを報告してください。</translation>
    </message>
</context>
<context>
    <name>portico::Removal</name>
    <message>
        <source>“%1” cannot be moved to the recycle bin: there is none for %2. It is still in its place.</source>
        <translation>「%1」をごみ箱に移せません。%2 にはごみ箱がありません。まだ元の場所にあります。</translation>
    </message>
    <message>
        <source>Remove it for good instead.</source>
        <translation>代わりに完全に削除してください。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>portico::RemovalPlan</name>
    <message>
        <source>Another disk is mounted at %1: “%2” is not removed.</source>
        <translation>%1 に別のディスクがマウントされているため、「%2」を削除しません。</translation>
    </message>
    <message>
        <source>Unmount it, then remove the install.</source>
        <translation>マウントを解除してから、インストールを削除してください。</translation>
    </message>
    <message>
        <source>The install “%1” lies in the folder of “%2”, which is therefore not removed.</source>
        <translation>インストール「%1」が「%2」のフォルダーの中にあるため、後者を削除しません。</translation>
    </message>
    <message>
        <source>Move that folder elsewhere and add it from there.</source>
        <translation>そのフォルダーを別の場所に移し、そこから追加し直してください。</translation>
    </message>
    <message>
        <source>“%1” finds models in %2, which would go.</source>
        <translation>「%1」は %2 のモデルを使っていますが、それが消えてしまいます。</translation>
    </message>
</context>
<context>
    <name>portico::RemoveEnvs</name>
    <message>
        <source>removing an environment</source>
        <translation>環境を削除</translation>
    </message>
    <message>
        <source>comfy-env itself is building %1.</source>
        <translation>comfy-env 自身が %1 を構築しています。</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>終わるのを待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>%1 was left: %2 To remove it, name its folder.</source>
        <translation>%1 は残りました：%2 削除するには、そのフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>%1 was left: another pack uses it through %2.</source>
        <translation>%1 は残りました。別のパックが %2 を通して使っています。</translation>
    </message>
</context>
<context>
    <name>portico::RemoveInstall</name>
    <message>
        <source>There is no install “%1” in %2.</source>
        <translation>%2 にインストール「%1」がありません。</translation>
    </message>
    <message>
        <source>“%1” is running and cannot be removed now.</source>
        <translation>「%1」は実行中のため、今は削除できません。</translation>
    </message>
    <message>
        <source>Stop it, then remove it.</source>
        <translation>停止してから削除してください。</translation>
    </message>
    <message>
        <source>“%1” is being changed and cannot be removed now.</source>
        <translation>「%1」は変更中のため、今は削除できません。</translation>
    </message>
    <message>
        <source>Wait until that is done, then remove it.</source>
        <translation>終わるのを待ってから削除してください。</translation>
    </message>
    <message>
        <source>removing</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Look at the installs that there are: porticoctl list.</source>
        <translation>どのインストールがあるかを確認してください：porticoctl list</translation>
    </message>
</context>
<context>
    <name>portico::RepairAdopted</name>
    <message>
        <source>“%1” runs with a Python that lies outside of its folder: %2.</source>
        <translation>「%1」は、自分のフォルダーの外にある Python で動いています：%2。</translation>
    </message>
    <message>
        <source>Others may use it, too, so Portico does not change it. Repair it with its own tools, or install ComfyUI anew beside it.</source>
        <translation>ほかでも使われているかもしれないため、Portico は変更しません。それ自身のツールで修復するか、ComfyUI を別に新しくインストールしてください。</translation>
    </message>
    <message>
        <source>Put back torch for its accelerator</source>
        <translation>アクセラレーター用の torch を元に戻す</translation>
    </message>
    <message>
        <source>torch&apos;s own package index</source>
        <translation>torch 自身のパッケージインデックス</translation>
    </message>
    <message numerus="yes">
        <source>Put right %n packages: %1</source>
        <translation>
            <numerusform>%n 個のパッケージを直す：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>the package index</source>
        <translation>パッケージインデックス</translation>
    </message>
    <message>
        <source>Move away what an interrupted pip left: %1</source>
        <translation>中断された pip が残したものをよける：%1</translation>
    </message>
    <message>
        <source>pip sets packages aside under such names while it replaces them.</source>
        <translation>pip は置き換えの間、パッケージをこのような名前でよけておきます。</translation>
    </message>
    <message>
        <source>the backup gets them</source>
        <translation>バックアップに移します</translation>
    </message>
    <message>
        <source>repairing “%1”</source>
        <translation>「%1」を修復</translation>
    </message>
    <message>
        <source>Keep %1, and move away %2</source>
        <translation>%1 を残し、%2 をよける</translation>
    </message>
    <message>
        <source>the package index: the others have written over it</source>
        <translation>パッケージインデックス（ほかのものに上書きされているため）</translation>
    </message>
    <message>
        <source>the backup gets the others</source>
        <translation>ほかのものはバックアップに移します</translation>
    </message>
    <message>
        <source>The files of %1 could not be fetched again.</source>
        <translation>%1 のファイルを取得し直せませんでした。</translation>
    </message>
    <message>
        <source>Check the connection and the package index in the network settings, then repair again.</source>
        <translation>接続と、ネットワークの設定のパッケージインデックスを確認してから、もう一度修復してください。</translation>
    </message>
</context>
<context>
    <name>portico::RepairEnvironments</name>
    <message>
        <source>The environment “%1” is left alone: %2 %3</source>
        <translation>環境「%1」には手を付けません：%2 %3</translation>
    </message>
    <message>
        <source>The link is made anew.</source>
        <translation>リンクを作り直します。</translation>
    </message>
    <message>
        <source>It is built by uv, with Python %1.</source>
        <translation>Python %1 で、uv により構築されます。</translation>
    </message>
    <message>
        <source>It is built by pixi, with Python %1.</source>
        <translation>Python %1 で、pixi により構築されます。</translation>
    </message>
    <message>
        <source>Its size is known afterwards only.</source>
        <translation>大きさは終わってから分かります。</translation>
    </message>
    <message>
        <source>Look at the isolated environments, and repair them</source>
        <translation>分離環境を調べて修復</translation>
    </message>
    <message>
        <source>How they are can be told only when ComfyUI&apos;s own Python is whole.</source>
        <translation>状態は、ComfyUI 自身の Python が完全になってから分かります。</translation>
    </message>
    <message numerus="yes">
        <source>Repair %n isolated environments: %1</source>
        <translation>
            <numerusform>%n 個の分離環境を修復：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes of %1 run in a Python of their own.</source>
        <translation>%1 のノードは専用の Python で動きます。</translation>
    </message>
    <message>
        <source>what was fetched before, and the package index for the rest</source>
        <translation>以前に取得したもの、残りはパッケージインデックス</translation>
    </message>
    <message>
        <source>the environments, which are there</source>
        <translation>今ある環境</translation>
    </message>
    <message>
        <source>They are looked at again when the rest is repaired.</source>
        <translation>残りが修復されてから、もう一度調べます。</translation>
    </message>
    <message>
        <source>The environment “%1” was not built: %2 %3</source>
        <translation>環境「%1」は構築されませんでした：%2 %3</translation>
    </message>
</context>
<context>
    <name>portico::RepairOutcome</name>
    <message>
        <source>Not everything could be repaired: %1</source>
        <translation>すべては修復できませんでした：%1</translation>
    </message>
    <message>
        <source>ComfyUI still does not start: %1</source>
        <translation>ComfyUI はまだ起動しません：%1</translation>
    </message>
    <message>
        <source>Something is still wrong: %1</source>
        <translation>まだ問題があります：%1</translation>
    </message>
    <message>
        <source>Nothing needed repair, and ComfyUI starts.</source>
        <translation>修復の必要はなく、ComfyUI は起動します。</translation>
    </message>
    <message>
        <source>Nothing needed repair.</source>
        <translation>修復の必要はありませんでした。</translation>
    </message>
    <message>
        <source>Repaired, and ComfyUI starts.</source>
        <translation>修復しました。ComfyUI は起動します。</translation>
    </message>
    <message>
        <source>Repaired.</source>
        <translation>修復しました。</translation>
    </message>
</context>
<context>
    <name>portico::RepairPacks</name>
    <message>
        <source>it would need a build from source</source>
        <translation>ソースからの構築が必要です</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 (%3 is there)</source>
        <translation>%1：%2（今あるのは %3）</translation>
    </message>
    <message>
        <source>%1 could not be taken over.</source>
        <translation>%1 を引き継げませんでした。</translation>
    </message>
    <message>
        <source>The layer was not made: %1.</source>
        <translation>レイヤーは作られませんでした：%1。</translation>
    </message>
    <message>
        <source>Look at the plan of the node packs.</source>
        <translation>ノードパックの計画を確認してください。</translation>
    </message>
    <message>
        <source>taken over: %1</source>
        <comment>a package</comment>
        <translation>引き継ぎ：%1</translation>
    </message>
    <message>
        <source>Install what was taken over: %1</source>
        <translation>引き継いだものをインストール：%1</translation>
    </message>
    <message>
        <source>It was to come into the layer of “%1”, and is not there yet.</source>
        <translation>「%1」のレイヤーに入るはずのもので、まだありません。</translation>
    </message>
    <message>
        <source>Install what node packs lack: %1</source>
        <translation>ノードパックに足りないものをインストール：%1</translation>
    </message>
    <message>
        <source>They may not load in “%1” without it.</source>
        <translation>これがないと「%1」で読み込めないかもしれません。</translation>
    </message>
    <message>
        <source>the package index, into a layer of their own</source>
        <translation>パッケージインデックスから、専用のレイヤーへ</translation>
    </message>
    <message>
        <source>its own repository</source>
        <translation>それ自身のリポジトリ</translation>
    </message>
    <message>
        <source>the archive that was kept of it</source>
        <translation>保管してあるそのアーカイブ</translation>
    </message>
    <message>
        <source>keeping “%1”</source>
        <translation>「%1」を保管</translation>
    </message>
    <message>
        <source>Nobody knows any more where “%1” came from.</source>
        <translation>「%1」の入手元がもう分かりません。</translation>
    </message>
    <message>
        <source>Remove it and install it again from where it is offered.</source>
        <translation>それを削除し、提供されている場所からインストールし直してください。</translation>
    </message>
    <message numerus="yes">
        <source>Put back %n files of the node pack “%1”</source>
        <translation>
            <numerusform>ノードパック「%1」の %n 個のファイルを元に戻す</numerusform>
        </translation>
    </message>
    <message>
        <source>They are gone or damaged, so it may not load.</source>
        <translation>ファイルがないか破損しているため、読み込めないかもしれません。</translation>
    </message>
    <message>
        <source>Undo what was changed by hand in the node pack “%1”</source>
        <translation>ノードパック「%1」に手作業で加えた変更を取り消す</translation>
    </message>
    <message>
        <source>It is left as it is unless you agree. The pack as it is now is kept, and can be taken back.</source>
        <translation>同意がなければそのまま残します。今のパックは保管され、取り消すこともできます。</translation>
    </message>
    <message>
        <source>The folder of the node pack “%1”, which Portico installed, is gone. Install it again if it is missed.</source>
        <translation>Portico がインストールしたノードパック「%1」のフォルダーがなくなりました。必要なら、インストールし直してください。</translation>
    </message>
    <message>
        <source>repairing “%1”</source>
        <translation>「%1」を修復</translation>
    </message>
    <message>
        <source>repairing node packs</source>
        <translation>ノードパックを修復</translation>
    </message>
    <message numerus="yes">
        <source>%n files of the node pack “%1” could not be had: %2.</source>
        <translation>
            <numerusform>ノードパック「%1」の %n 個のファイルを入手できませんでした：%2。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairPlan</name>
    <message>
        <source>%1 It was installed like this; repair gives back what was installed, and no more.</source>
        <translation>%1 インストールしたときからこの状態です。修復は、インストールされたものを元に戻すだけです。</translation>
    </message>
    <message>
        <source>Nothing needs repair.</source>
        <translation>修復の必要はありません。</translation>
    </message>
    <message numerus="yes">
        <source>Nothing is broken; %n steps are done only if you agree.</source>
        <translation>
            <numerusform>壊れたものはありません。%n 個の手順は、同意した場合にだけ行います。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An interrupted repair goes on: %n steps.</source>
        <translation>
            <numerusform>中断された修復を続けます：%n 個の手順。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steps would repair it.</source>
        <translation>
            <numerusform>%n 個の手順で修復できます。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairRun</name>
    <message>
        <source>Compute on the device</source>
        <translation>デバイスで計算</translation>
    </message>
    <message>
        <source>Start ComfyUI</source>
        <translation>ComfyUI の起動</translation>
    </message>
    <message>
        <source>Check the packages</source>
        <translation>パッケージの確認</translation>
    </message>
    <message>
        <source>“%1” was made by a newer version of Portico and cannot be changed here.</source>
        <translation>「%1」は Portico のより新しいバージョンで作られたもので、ここでは変更できません。</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Portico を更新してください。</translation>
    </message>
    <message>
        <source>repairing it</source>
        <translation>修復</translation>
    </message>
</context>
<context>
    <name>portico::RepairSteps</name>
    <message numerus="yes">
        <source>Move away %n files that were added: %1</source>
        <translation>
            <numerusform>追加された %n 個のファイルをよける：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %n files: %1</source>
        <translation>
            <numerusform>%n 個のファイルを元に戻す：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are nowhere to be had, such as %1.</source>
        <translation>
            <numerusform>%1 など、%n 個のファイルはどこからも入手できません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Install it anew beside this one; both use the same models.</source>
        <translation>これと並べて新しくインストールしてください。どちらも同じモデルを使います。</translation>
    </message>
    <message numerus="yes">
        <source>%n files of the base could not be had: %1.</source>
        <translation>
            <numerusform>ベースの %n 個のファイルを入手できませんでした：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Build the layer again</source>
        <translation>レイヤーを構築し直す</translation>
    </message>
    <message>
        <source>Packages of node packs in the store are damaged or gone.</source>
        <translation>ストアにあるノードパックのパッケージが、破損しているかなくなっています。</translation>
    </message>
    <message>
        <source>The list of the layer&apos;s packages is gone, too.</source>
        <translation>レイヤーのパッケージの一覧もなくなっています。</translation>
    </message>
    <message>
        <source>Plan the node packs anew: “porticoctl nodes plan”.</source>
        <translation>ノードパックを計画し直してください：「porticoctl nodes plan」。</translation>
    </message>
    <message>
        <source>the store&apos;s wheels and the package index, each by its hash</source>
        <translation>ストアの wheel とパッケージインデックス（それぞれハッシュで照合）</translation>
    </message>
    <message>
        <source>the store&apos;s wheels, each by its hash</source>
        <translation>ストアの wheel（それぞれハッシュで照合）</translation>
    </message>
    <message>
        <source>Renew what ComfyUI sees of its layer</source>
        <translation>ComfyUI から見えるレイヤーを作り直す</translation>
    </message>
    <message>
        <source>Something changed the packages of node packs that this install uses.</source>
        <translation>このインストールが使うノードパックのパッケージが、何かによって変更されました。</translation>
    </message>
    <message>
        <source>the store&apos;s layer</source>
        <translation>ストアのレイヤー</translation>
    </message>
    <message>
        <source>Clear what ComfyUI-Manager would do at the next start</source>
        <translation>次の起動時に ComfyUI-Manager が行うことを消去</translation>
    </message>
    <message>
        <source>It would install, change or remove packages and node packs again as soon as ComfyUI starts, and may undo this repair. It is left as it is unless you agree.</source>
        <translation>ComfyUI が起動するとすぐに、パッケージやノードパックをまたインストール、変更、削除して、この修復を元に戻すかもしれません。同意がなければそのまま残します。</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 ほか %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Requirements</name>
    <message>
        <source>%1, line %2: %3.</source>
        <translation>%1、%2 行目：%3。</translation>
    </message>
    <message>
        <source>Choose another version or another repository.</source>
        <translation>別のバージョンか、別のリポジトリを選んでください。</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>長すぎます</translation>
    </message>
    <message>
        <source>it has characters that no requirement has</source>
        <translation>要件に使えない文字があります</translation>
    </message>
    <message>
        <source>“%1” is no package of an index</source>
        <translation>「%1」はインデックスのパッケージではありません</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>入れ子が深すぎます</translation>
    </message>
</context>
<context>
    <name>portico::Resolution</name>
    <message>
        <source>uv&apos;s answer cannot be read: “%1” is not complete.</source>
        <translation>uv の応答を読めません。「%1」が不完全です。</translation>
    </message>
    <message>
        <source>Update uv, or let Portico fetch the one it knows.</source>
        <translation>uv を更新するか、Portico に対応する uv を取得させてください。</translation>
    </message>
</context>
<context>
    <name>portico::ResolveRef</name>
    <message>
        <source>The repository has no tag, branch or commit “%1”.</source>
        <translation>リポジトリにタグ、ブランチ、コミット「%1」がありません。</translation>
    </message>
    <message>
        <source>The repository has no tag, branch or commit “%1”. Among others it has %2.</source>
        <translation>リポジトリにタグ、ブランチ、コミット「%1」がありません。あるもの（一部）：%2。</translation>
    </message>
    <message>
        <source>Choose one that is there.</source>
        <translation>あるものから選んでください。</translation>
    </message>
</context>
<context>
    <name>portico::RestoreSnapshot</name>
    <message>
        <source>The snapshot is of %1, and this install has %2.</source>
        <translation>スナップショットは %1 のものですが、このインストールは %2 です。</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves ComfyUI, Python and torch as they are, or only some parts.</source>
        <translation>できるところまで戻すか（ComfyUI、Python、torch は今のまま）、一部だけを復元してください。</translation>
    </message>
    <message>
        <source>No node pack asks for the environment “%1” any more.</source>
        <translation>環境「%1」を求めるノードパックはもうありません。</translation>
    </message>
    <message>
        <source>The environment “%1” was built again of other versions than it had then.</source>
        <translation>環境「%1」は、当時と別のバージョンで構築し直されました。</translation>
    </message>
    <message>
        <source>Nothing was restored, because the way back could not be kept.</source>
        <translation>戻る手段を確保できなかったため、何も復元していません。</translation>
    </message>
</context>
<context>
    <name>portico::RootConfig</name>
    <message>
        <source>[%1] is not known to comfy-env %2 in this file; known is %3.</source>
        <translation>comfy-env %2 はこのファイルの [%1] を知りません。使えるのは %3 です。</translation>
    </message>
    <message>
        <source>Remove it; what describes an environment belongs into %1 in the folder of the nodes.</source>
        <translation>削除してください。環境を表すものは、ノードのフォルダーの %1 に書きます。</translation>
    </message>
    <message>
        <source>“%1” names no source.</source>
        <translation>「%1」に入手元が書かれていません。</translation>
    </message>
    <message>
        <source>Write it as %1 = &quot;owner/repository&quot;.</source>
        <translation>%1 = &quot;owner/repository&quot; のように書いてください。</translation>
    </message>
    <message>
        <source>“%1” has no effect for a pack. Correct its spelling.</source>
        <translation>「%1」はパックでは効果がありません。つづりを直してください。</translation>
    </message>
    <message>
        <source>“%1” names neither a registry id nor a repository, and is passed over. Add one of them.</source>
        <translation>「%1」にレジストリの ID もリポジトリも書かれていないため、読み飛ばします。どちらかを加えてください。</translation>
    </message>
    <message>
        <source>“%1” is no way to carry the socket %2.</source>
        <translation>「%1」では、ソケット %2 を受け渡せません。</translation>
    </message>
    <message>
        <source>Write &quot;builtin&quot;, or &quot;custom&quot; with a serialization.py.</source>
        <translation>&quot;builtin&quot; か、serialization.py を添えて &quot;custom&quot; と書いてください。</translation>
    </message>
</context>
<context>
    <name>portico::RouteBook</name>
    <message>
        <source>The network&apos;s proxy script sends %1 to a kind of proxy that Portico does not speak to.</source>
        <translation>ネットワークのプロキシスクリプトが、Portico の対応していない種類のプロキシに %1 を送ろうとしています。</translation>
    </message>
    <message>
        <source>Ask the administrator of your network for an http or SOCKS 5 proxy, and name it on the page Network.</source>
        <translation>ネットワークの管理者に http または SOCKS 5 のプロキシを尋ね、「ネットワーク」のページで指定してください。</translation>
    </message>
    <message>
        <source>No proxy script can be run here.</source>
        <translation>ここではプロキシスクリプトを実行できません。</translation>
    </message>
    <message>
        <source>The network&apos;s proxy script could not be read.</source>
        <translation>ネットワークのプロキシスクリプトを読み込めませんでした。</translation>
    </message>
    <message>
        <source>Name the proxy itself on the page Network.</source>
        <translation>「ネットワーク」のページで、プロキシ自体を指定してください。</translation>
    </message>
</context>
<context>
    <name>portico::RunFailure</name>
    <message>
        <source>Run %1 of %2: %3.</source>
        <translation>%2 の実行 %1：%3。</translation>
    </message>
    <message>
        <source>See %1.</source>
        <translation>%1 を見てください。</translation>
    </message>
    <message>
        <source>Run %1 of %2: the step “%3” of “%4” %5.</source>
        <translation>%2 の実行 %1：「%4」のステップ「%3」：%5。</translation>
    </message>
</context>
<context>
    <name>portico::RunWorkflow</name>
    <message>
        <source>node %1 (%2) says: %3</source>
        <translation>ノード %1（%2）の出力：%3</translation>
    </message>
    <message>
        <source>ComfyUI could not finish it.</source>
        <translation>ComfyUI はそれを終えられませんでした。</translation>
    </message>
    <message>
        <source>It failed: %1.</source>
        <translation>失敗しました：%1。</translation>
    </message>
    <message>
        <source>Run it in ComfyUI and look at that node.</source>
        <translation>ComfyUI で実行し、そのノードを見てください。</translation>
    </message>
    <message>
        <source>it was interrupted</source>
        <translation>中断されました</translation>
    </message>
    <message numerus="yes">
        <source>ComfyUI did not finish it within %n minute(s).</source>
        <translation>
            <numerusform>ComfyUI は %n 分以内に終わりませんでした。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a smaller workflow as a test: fewer steps, a smaller picture.</source>
        <translation>より小さいワークフローをテストとして保存してください。ステップを減らすか、画像を小さくします。</translation>
    </message>
</context>
<context>
    <name>portico::RuntimeFolder</name>
    <message>
        <source>%1 is not used: others can enter it, or it is not yours.</source>
        <translation>%1 は使いません。ほかの人が入れるか、ご自分のものではありません。</translation>
    </message>
    <message>
        <source>Remove this folder, and try again.</source>
        <translation>このフォルダーを削除して、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::SecretStore</name>
    <message>
        <source>Saved in this computer&apos;s keychain.</source>
        <translation>このコンピューターのキーチェーンに保存しました。</translation>
    </message>
    <message>
        <source>Kept until Portico is closed: this computer has no keychain.</source>
        <translation>Portico を閉じるまで保持します。このコンピューターにはキーチェーンがありません。</translation>
    </message>
    <message>
        <source>The keychain does not answer. Unlock it, and try again.</source>
        <translation>キーチェーンが応答しません。ロックを解除して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The keychain refused. Allow Portico to use it, and try again.</source>
        <translation>キーチェーンが拒否しました。Portico の使用を許可して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>It was saved once, but the keychain does not have it any more. Enter it again.</source>
        <translation>以前保存しましたが、キーチェーンにはもうありません。もう一度入力してください。</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>保存していません。</translation>
    </message>
</context>
<context>
    <name>portico::SelfCheck</name>
    <message>
        <source>Find a Python</source>
        <translation>Python の検出</translation>
    </message>
    <message>
        <source>Make a demo bundle</source>
        <translation>デモ用バンドルの作成</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>ダウンロード</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>検証</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>展開</translation>
    </message>
    <message>
        <source>Check the bundle</source>
        <translation>バンドルの確認</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>セットアップ</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起動</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>Make a picture</source>
        <translation>画像の作成</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>No process left</source>
        <translation>残ったプロセスの確認</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>The demo install “%1” could not be removed: remove it by hand.</source>
        <translation>デモ用インストール「%1」を削除できませんでした。手作業で削除してください。</translation>
    </message>
    <message>
        <source>The demo bundle is made of one: install Python from python.org or your system&apos;s packages. Real bundles bring their own and need none.</source>
        <translation>デモ用バンドルは Python から作ります。python.org またはシステムのパッケージから Python をインストールしてください。実際のバンドルには専用の Python が入っていて、必要ありません。</translation>
    </message>
    <message>
        <source>a self-check</source>
        <translation>自己診断</translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>%n 個のファイル、%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Portico self-check</source>
        <translation>Portico の自己診断</translation>
    </message>
    <message>
        <source>ComfyUI %1 at %2</source>
        <translation>ComfyUI %1（%2）</translation>
    </message>
    <message>
        <source>The process %1 of the demo is still running.</source>
        <translation>デモのプロセス %1 がまだ動いています。</translation>
    </message>
    <message>
        <source>End it in the list of processes.</source>
        <translation>プロセスの一覧で終了してください。</translation>
    </message>
</context>
<context>
    <name>portico::SelfCheckAdvice</name>
    <message>
        <source>Choose a library folder in your own user folder, or allow Portico in Windows Security under Controlled folder access.</source>
        <translation>ご自分のユーザーフォルダーにライブラリフォルダーを選ぶか、Windows セキュリティの「コントロールされたフォルダー アクセス」で Portico を許可してください。</translation>
    </message>
    <message>
        <source>Choose a library folder in your home folder, or allow Portico in System Settings under Privacy, Files and Folders.</source>
        <translation>ホームフォルダーにライブラリフォルダーを選ぶか、システム設定の「プライバシー」の「ファイルとフォルダ」で Portico を許可してください。</translation>
    </message>
    <message>
        <source>Choose a library folder that you may write, such as one in your home folder.</source>
        <translation>ホームフォルダーの中など、書き込めるライブラリフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>See whether the library lies on a drive from which programs may not run (mounted noexec), and choose another one if so.</source>
        <translation>ライブラリが、プログラムを実行できないドライブ（noexec でマウント）にないか確認し、そうなら別の場所を選んでください。</translation>
    </message>
    <message>
        <source>See whether a virus scanner holds or removed the files, and exempt the library folder from its checks.</source>
        <translation>ウイルス対策ソフトがファイルを止めたり削除したりしていないか確認し、ライブラリフォルダーを検査の対象外にしてください。</translation>
    </message>
    <message>
        <source>See whether a security program or a proxy stands in the way of connections to this computer&apos;s own address 127.0.0.1.</source>
        <translation>セキュリティソフトやプロキシが、このコンピューター自身のアドレス 127.0.0.1 への接続を妨げていないか確認してください。</translation>
    </message>
    <message>
        <source>See whether a firewall forbids connections to this computer&apos;s own address 127.0.0.1.</source>
        <translation>ファイアウォールが、このコンピューター自身のアドレス 127.0.0.1 への接続を禁止していないか確認してください。</translation>
    </message>
    <message>
        <source>The path of the library folder %1 is too long for some programs: choose one near the top of a drive.</source>
        <translation>ライブラリフォルダーのパス %1 は、一部のプログラムには長すぎます。ドライブの最上位に近いものを選んでください。</translation>
    </message>
</context>
<context>
    <name>portico::SensibleAccelerators</name>
    <message>
        <source>The processor runs everything, slowly.</source>
        <translation>プロセッサーではすべて使えますが、低速です。</translation>
    </message>
</context>
<context>
    <name>portico::Session</name>
    <message>
        <source>Preparing</source>
        <translation>準備しています</translation>
    </message>
    <message>
        <source>Starting: %1</source>
        <translation>起動中：%1</translation>
    </message>
    <message>
        <source>Starting Python</source>
        <translation>Python を起動しています</translation>
    </message>
    <message>
        <source>ComfyUI is ready at %1</source>
        <translation>ComfyUI は %1 で準備完了です</translation>
    </message>
    <message>
        <source>Asking ComfyUI to finish</source>
        <translation>ComfyUI に終了を求めています</translation>
    </message>
    <message>
        <source>Asking again, more firmly</source>
        <translation>もう一度、強く求めています</translation>
    </message>
    <message>
        <source>Ending it by force</source>
        <translation>強制終了しています</translation>
    </message>
    <message>
        <source>ComfyUI has ended: %1</source>
        <translation>ComfyUI が終了しました：%1</translation>
    </message>
    <message>
        <source>ComfyUI-Manager asked for a restart.</source>
        <translation>ComfyUI-Manager が再起動を求めました。</translation>
    </message>
</context>
<context>
    <name>portico::SessionErrors</name>
    <message>
        <source>This ComfyUI already runs (process %1, port %2).</source>
        <translation>この ComfyUI はすでに動いています（プロセス %1、ポート %2）。</translation>
    </message>
    <message>
        <source>Stop it first, or open it in the browser.</source>
        <translation>先に停止するか、ブラウザーで開いてください。</translation>
    </message>
    <message>
        <source>ComfyUI crashed %1 times within a minute, so it is not started again.</source>
        <translation>ComfyUI が 1 分間に %1 回クラッシュしたため、再び起動しません。</translation>
    </message>
    <message>
        <source>Start without node packs, or wait a minute.</source>
        <translation>ノードパックなしで起動するか、1 分お待ちください。</translation>
    </message>
    <message>
        <source>ComfyUI-Manager asked for a restart %1 times within a minute.</source>
        <translation>ComfyUI-Manager が 1 分間に %1 回再起動を求めました。</translation>
    </message>
    <message>
        <source>Start without node packs to see which one asks for it.</source>
        <translation>ノードパックなしで起動して、どれが求めているのか確認してください。</translation>
    </message>
    <message>
        <source>ComfyUI could not be started: %1.</source>
        <translation>ComfyUI を起動できませんでした：%1。</translation>
    </message>
    <message>
        <source>Check that the install&apos;s Python is there and may be run.</source>
        <translation>インストールの Python があり、実行できるか確認してください。</translation>
    </message>
    <message>
        <source>ComfyUI did not become ready and said nothing for %1 seconds.</source>
        <translation>ComfyUI は準備完了にならず、%1 秒間何も出力しませんでした。</translation>
    </message>
    <message>
        <source>Look at the end of the log, or start without node packs.</source>
        <translation>ログの末尾を見るか、ノードパックなしで起動してください。</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself: %1.</source>
        <translation>ComfyUI が自分で終了しました：%1。</translation>
    </message>
    <message>
        <source>ComfyUI ended before it was ready: %1.</source>
        <translation>ComfyUI は準備完了になる前に終了しました：%1。</translation>
    </message>
    <message>
        <source>Some of ComfyUI&apos;s processes cannot be ended: %1.</source>
        <translation>ComfyUI のプロセスの一部を終了できません：%1。</translation>
    </message>
    <message>
        <source>Restart the computer if they do not go away.</source>
        <translation>それらが消えないなら、コンピューターを再起動してください。</translation>
    </message>
    <message>
        <source>The session server was ended from outside, and ComfyUI with it.</source>
        <translation>セッションサーバーが外部から終了され、ComfyUI も一緒に終了しました。</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>もう一度起動してください。</translation>
    </message>
    <message>
        <source>The session server did not answer in time.</source>
        <translation>セッションサーバーが時間内に応答しませんでした。</translation>
    </message>
    <message>
        <source>Look at %1, then try again.</source>
        <translation>%1 を見てから、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::SessionLauncher</name>
    <message>
        <source>Portico&apos;s session server could not be started: %1.</source>
        <translation>Portico のセッションサーバーを起動できませんでした：%1。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Portico をインストールし直してください。</translation>
    </message>
    <message>
        <source>Portico&apos;s session server ended at once.</source>
        <translation>Portico のセッションサーバーがすぐに終了しました。</translation>
    </message>
    <message>
        <source>Look at %1.</source>
        <translation>%1 を見てください。</translation>
    </message>
</context>
<context>
    <name>portico::SessionLog</name>
    <message numerus="yes">
        <source>%n line(s) came too quickly and were left out.</source>
        <translation>
            <numerusform>%n 行が速すぎたため省かれました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::SessionMain</name>
    <message>
        <source>running ComfyUI</source>
        <translation>ComfyUI を実行</translation>
    </message>
    <message>
        <source>Portico&apos;s session server was not told what to start.</source>
        <translation>Portico のセッションサーバーに、起動するものが指定されていません。</translation>
    </message>
    <message>
        <source>Start ComfyUI with Portico or “porticoctl start”; if this comes then, install Portico again.</source>
        <translation>Portico または「porticoctl start」で ComfyUI を起動してください。それでもこれが表示されるなら、Portico をインストールし直してください。</translation>
    </message>
</context>
<context>
    <name>portico::SessionServer</name>
    <message>
        <source>The session&apos;s socket could not be opened in %1: %2.</source>
        <translation>%1 でセッションのソケットを開けませんでした：%2。</translation>
    </message>
    <message>
        <source>Check that this folder can be written.</source>
        <translation>このフォルダーに書き込めるか確認してください。</translation>
    </message>
</context>
<context>
    <name>portico::SevenZipCheck</name>
    <message>
        <source>it uses the coder Deflate64</source>
        <translation>符号化方式 Deflate64 が使われています</translation>
    </message>
    <message>
        <source>it uses the filter for ARM64 programs</source>
        <translation>ARM64 プログラム用のフィルターが使われています</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>%L1 個を超える項目が入っています</translation>
    </message>
    <message>
        <source>there is something behind its end</source>
        <translation>終わりの後に何かあります</translation>
    </message>
    <message>
        <source>its list is packed in an unusual way</source>
        <translation>一覧が通常と違う方法で圧縮されています</translation>
    </message>
    <message>
        <source>Pack it again with the usual settings.</source>
        <translation>標準の設定で圧縮し直してください。</translation>
    </message>
    <message>
        <source>Pack it again without that, or unpack it with 7-Zip and add the folder instead.</source>
        <translation>それを使わずに圧縮し直すか、7-Zip で展開してそのフォルダーを追加してください。</translation>
    </message>
    <message>
        <source>unpacking it would take %1 of memory</source>
        <translation>展開に %1 のメモリが必要です</translation>
    </message>
    <message>
        <source>The split archive is incomplete: its part %1 is missing or the parts are too short.</source>
        <translation>分割アーカイブが不完全です。部分 %1 がないか、短すぎる部分があります。</translation>
    </message>
    <message>
        <source>Put all parts into one folder and try again.</source>
        <translation>すべての部分を一つのフォルダーに入れて、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::SiteParts</name>
    <message>
        <source>%1 is a git repository, whose state today says nothing about tomorrow&apos;s.</source>
        <translation>%1 は git リポジトリで、今日の状態から明日の状態は分かりません。</translation>
    </message>
    <message>
        <source>Name it with &quot;git&quot; and &quot;commit&quot; in place of &quot;folder&quot;.</source>
        <translation>&quot;folder&quot; の代わりに &quot;git&quot; と &quot;commit&quot; で指定してください。</translation>
    </message>
    <message>
        <source>“%1” has a Python of its own, and would become another.</source>
        <translation>「%1」には専用の Python があり、別のものになってしまいます。</translation>
    </message>
    <message>
        <source>Undo that first: porticoctl env rejoin.</source>
        <translation>先にそれを取り消してください：porticoctl env rejoin。</translation>
    </message>
    <message>
        <source>Two installs are called “%1”.</source>
        <translation>「%1」という名前のインストールが二つあります。</translation>
    </message>
    <message>
        <source>Rename one of them: porticoctl rename.</source>
        <translation>どちらかの名前を変えてください：porticoctl rename。</translation>
    </message>
</context>
<context>
    <name>portico::SmokeImport</name>
    <message>
        <source>“%1” cannot be imported with this ComfyUI: %2</source>
        <translation>「%1」をこの ComfyUI で読み込めません：%2</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it, or wait for another version of it.</source>
        <translation>それを必要とするノードパックを除外するか、別のバージョンを待ってください。</translation>
    </message>
    <message>
        <source>“%1” does not load its module %2 on this computer: %3</source>
        <translation>「%1」は、このコンピューターでモジュール %2 を読み込めません：%3</translation>
    </message>
    <message>
        <source>Python crashes when it imports “%1”.</source>
        <translation>「%1」を読み込むと Python がクラッシュします。</translation>
    </message>
    <message>
        <source>The new packages could not be tried: Python ended too early.</source>
        <translation>新しいパッケージを試せませんでした。Python が早く終了しました。</translation>
    </message>
    <message>
        <source>Verify the install, then try again.</source>
        <translation>インストールを検証してから、もう一度お試しください。</translation>
    </message>
    <message numerus="yes">
        <source>“%1” was not tried to its end: importing its module %2 takes longer than %n second(s).</source>
        <translation>
            <numerusform>「%1」の試験は最後まで行いませんでした。モジュール %2 の読み込みに %n 秒より長くかかります。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Snapshot</name>
    <message>
        <source>it is no known layout</source>
        <translation>知られている配置ではありません</translation>
    </message>
    <message>
        <source>one of them is no node pack</source>
        <translation>ノードパックでないものがあります</translation>
    </message>
    <message>
        <source>it is no layer</source>
        <translation>レイヤーではありません</translation>
    </message>
    <message>
        <source>The snapshot cannot be used: %1</source>
        <translation>このスナップショットは使えません：%1</translation>
    </message>
    <message>
        <source>The snapshot was taken by a newer Portico.</source>
        <translation>このスナップショットは、より新しい Portico が記録したものです。</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Portico を更新してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>%1 is none.</source>
        <translation>%1 はスナップショットではありません。</translation>
    </message>
    <message>
        <source>%1 was changed since it was taken.</source>
        <translation>%1 は記録された後に変更されました。</translation>
    </message>
    <message>
        <source>Choose another snapshot.</source>
        <translation>別のスナップショットを選んでください。</translation>
    </message>
</context>
<context>
    <name>portico::SnapshotRoots</name>
    <message>
        <source>snapshots of %1</source>
        <translation>%1 のスナップショット</translation>
    </message>
</context>
<context>
    <name>portico::SnapshotStore</name>
    <message>
        <source>taking a snapshot</source>
        <translation>スナップショットを記録</translation>
    </message>
    <message>
        <source>There is no snapshot “%1”.</source>
        <translation>スナップショット「%1」がありません。</translation>
    </message>
    <message>
        <source>There is none of this install yet.</source>
        <translation>このインストールにはまだ一つもありません。</translation>
    </message>
    <message>
        <source>The newest are: %1.</source>
        <translation>最新のもの：%1。</translation>
    </message>
    <message>
        <source>Several snapshots begin with “%1”.</source>
        <translation>「%1」で始まるスナップショットが複数あります。</translation>
    </message>
    <message>
        <source>Type more of its id.</source>
        <translation>ID をもっと長く入力してください。</translation>
    </message>
    <message>
        <source>The install “%1” was removed in the meantime: there is nothing to take a snapshot of.</source>
        <translation>インストール「%1」はその間に削除されました。スナップショットを記録する対象がありません。</translation>
    </message>
    <message>
        <source>“porticoctl list” shows what there is.</source>
        <translation>「porticoctl list」で、今あるものを確認できます。</translation>
    </message>
    <message>
        <source>%1 holds another snapshot than its name says.</source>
        <translation>%1 の中身は、名前が示すものとは別のスナップショットです。</translation>
    </message>
    <message>
        <source>Choose another snapshot: this file was changed or renamed.</source>
        <translation>別のスナップショットを選んでください。このファイルは、変更されたか名前を変えられています。</translation>
    </message>
</context>
<context>
    <name>portico::SocksBridge</name>
    <message>
        <source>This computer gave no port on which git could be led to the SOCKS proxy.</source>
        <translation>git を SOCKS プロキシにつなぐためのポートを、このコンピューターで使えませんでした。</translation>
    </message>
    <message>
        <source>Set an http proxy, or except the address from the proxy.</source>
        <translation>http プロキシを設定するか、そのアドレスをプロキシの対象外にしてください。</translation>
    </message>
</context>
<context>
    <name>portico::SocksHandshake</name>
    <message>
        <source>Check the proxy on the page Network.</source>
        <translation>「ネットワーク」のページでプロキシを確認してください。</translation>
    </message>
    <message>
        <source>What answers at %1 is no SOCKS5 proxy.</source>
        <translation>%1 で応答しているのは SOCKS5 プロキシではありません。</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 asks for a user name and password, or refuses those it was given.</source>
        <translation>SOCKS プロキシ %1 が、ユーザー名とパスワードを求めているか、入力されたものを拒否しています。</translation>
    </message>
    <message>
        <source>Enter them on the page Network.</source>
        <translation>「ネットワーク」のページで入力してください。</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 does not allow the way to %2.</source>
        <translation>SOCKS プロキシ %1 は %2 への接続を許可していません。</translation>
    </message>
    <message>
        <source>Ask whoever looks after the proxy, or use a mirror that it allows.</source>
        <translation>プロキシの管理者に尋ねるか、プロキシが許可するミラーを使ってください。</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 cannot find %2.</source>
        <translation>SOCKS プロキシ %1 が %2 を見つけられません。</translation>
    </message>
    <message>
        <source>Check the address, and the proxy&apos;s own connection to the internet.</source>
        <translation>アドレスと、プロキシ自身のインターネット接続を確認してください。</translation>
    </message>
    <message>
        <source>%2 does not accept connections from the SOCKS proxy %1.</source>
        <translation>%2 は SOCKS プロキシ %1 からの接続を受け付けません。</translation>
    </message>
    <message>
        <source>Try again later; a firewall may also be in the way.</source>
        <translation>後でもう一度お試しください。ファイアウォールが妨げていることもあります。</translation>
    </message>
    <message>
        <source>%2 did not answer the SOCKS proxy %1 in time.</source>
        <translation>%2 が SOCKS プロキシ %1 に時間内に応答しませんでした。</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>後でもう一度お試しください。</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 made no connection to %2.</source>
        <translation>SOCKS プロキシ %1 が %2 に接続しませんでした。</translation>
    </message>
    <message>
        <source>Try again later; check the address and the proxy.</source>
        <translation>後でもう一度お試しください。アドレスとプロキシも確認してください。</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 cannot be reached.</source>
        <translation>SOCKS プロキシ %1 に接続できません。</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 did not answer in time.</source>
        <translation>SOCKS プロキシ %1 が時間内に応答しませんでした。</translation>
    </message>
</context>
<context>
    <name>portico::SortNeeds</name>
    <message>
        <source>“%1” asks for “%2”, which cannot be understood.</source>
        <translation>「%1」が求める「%2」を理解できません。</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>このインストール</translation>
    </message>
    <message>
        <source>“%1” asks for %2, but this install has %3 %4, which does not change.</source>
        <translation>「%1」は %2 を求めますが、このインストールは %3 %4 で、これは変わりません。</translation>
    </message>
    <message>
        <source>Node packs pin comfy-env %1: the highest counts for all.</source>
        <translation>ノードパックが comfy-env %1 を固定しています。一番新しいものを全部に使います。</translation>
    </message>
</context>
<context>
    <name>portico::StandaloneJson</name>
    <message>
        <source>The list of standalone environments is not in a form that Portico knows, or only a part of it came.</source>
        <translation>スタンドアロン環境の一覧が Portico の知っている形式ではないか、一部しか届きませんでした。</translation>
    </message>
    <message>
        <source>Try again later; if it stays so, look for a newer Portico.</source>
        <translation>後でもう一度お試しください。変わらないなら、より新しい Portico を探してください。</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>コミット</translation>
    </message>
</context>
<context>
    <name>portico::StandaloneSource</name>
    <message>
        <source>Standalone environments of Comfy-Org</source>
        <translation>Comfy-Org のスタンドアロン環境</translation>
    </message>
    <message>
        <source>ComfyUI %1, standalone environment %2</source>
        <translation>ComfyUI %1、スタンドアロン環境 %2</translation>
    </message>
    <message>
        <source>The published hashes of the standalone environments could not be had.</source>
        <translation>公開されているスタンドアロン環境のハッシュを入手できませんでした。</translation>
    </message>
</context>
<context>
    <name>portico::StartActivity</name>
    <message>
        <source>Importing torch</source>
        <translation>torch の読み込み</translation>
    </message>
    <message>
        <source>Running the start scripts of node packs</source>
        <translation>ノードパックの起動スクリプトの実行</translation>
    </message>
    <message>
        <source>Preparing the graphics card</source>
        <translation>グラフィックカードの準備</translation>
    </message>
    <message>
        <source>Loading nodes</source>
        <translation>ノードの読み込み</translation>
    </message>
    <message>
        <source>Loading node packs</source>
        <translation>ノードパックの読み込み</translation>
    </message>
    <message>
        <source>Opening the server</source>
        <translation>サーバーの開始</translation>
    </message>
</context>
<context>
    <name>portico::StartPlan</name>
    <message>
        <source>The ComfyUI of “%1” is too old for a safe start: it cannot leave out its node packs.</source>
        <translation>「%1」の ComfyUI は、セーフスタートには古すぎます。ノードパックを除外できません。</translation>
    </message>
    <message>
        <source>Disable the node packs one by one, or use a newer version of ComfyUI.</source>
        <translation>ノードパックを一つずつ無効にするか、より新しいバージョンの ComfyUI を使ってください。</translation>
    </message>
</context>
<context>
    <name>portico::StartTest</name>
    <message>
        <source>What was put together does not start.</source>
        <translation>組み立てたものが起動しません。</translation>
    </message>
    <message>
        <source>What was put together does not start: %1.</source>
        <translation>組み立てたものが起動しません：%1。</translation>
    </message>
    <message>
        <source>Try the packages as of the date of this version of ComfyUI, or another version.</source>
        <translation>この ComfyUI のバージョンの日付時点のパッケージか、別のバージョンをお試しください。</translation>
    </message>
</context>
<context>
    <name>portico::StateKeeper</name>
    <message>
        <source>taken by hand</source>
        <translation>手動で記録</translation>
    </message>
    <message>
        <source>before a change of node packs</source>
        <translation>ノードパックの変更前</translation>
    </message>
    <message>
        <source>before a change of isolated environments</source>
        <translation>分離環境の変更前</translation>
    </message>
    <message>
        <source>before a change of settings</source>
        <translation>設定の変更前</translation>
    </message>
    <message>
        <source>before a repair</source>
        <translation>修復前</translation>
    </message>
    <message>
        <source>before an update</source>
        <translation>更新前</translation>
    </message>
    <message>
        <source>before a snapshot was restored</source>
        <translation>スナップショットの復元前</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>インポート</translation>
    </message>
    <message>
        <source>started well</source>
        <translation>正常に起動</translation>
    </message>
    <message>
        <source>No snapshot could be taken. %1</source>
        <translation>スナップショットを記録できませんでした。%1</translation>
    </message>
    <message>
        <source>before it was made what a site declares</source>
        <translation>宣言された状態の適用前</translation>
    </message>
    <message>
        <source>before going to another generation</source>
        <translation>別の世代への切り替え前</translation>
    </message>
</context>
<context>
    <name>portico::StoreRoots</name>
    <message>
        <source>Portico gave something to keep a name that it cannot have: “%1.%2”.</source>
        <translation>Portico が、保管するものに使えない名前を付けました：「%1.%2」。</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>これを報告してください。</translation>
    </message>
</context>
<context>
    <name>portico::StrictJson</name>
    <message>
        <source>“%1”</source>
        <translation>「%1」</translation>
    </message>
    <message>
        <source>%1 cannot be used.</source>
        <translation>%1 は使えません。</translation>
    </message>
    <message>
        <source>is no object such as {&quot;url&quot;: &quot;https://…&quot;}</source>
        <translation>は {&quot;url&quot;: &quot;https://…&quot;} のようなオブジェクトではありません</translation>
    </message>
    <message>
        <source>%1, line %2: “%3” %4.</source>
        <translation>%1、%2 行目：「%3」%4。</translation>
    </message>
    <message>
        <source>Correct that line.</source>
        <translation>その行を直してください。</translation>
    </message>
    <message>
        <source>is no field that Portico knows</source>
        <translation>は Portico の知っている項目ではありません</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>がありません</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>は文字列ではありません</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>は空です</translation>
    </message>
    <message>
        <source>has more than %1 characters</source>
        <translation>は %1 文字を超えています</translation>
    </message>
    <message>
        <source>has more than one line</source>
        <translation>が複数行になっています</translation>
    </message>
    <message>
        <source>is “%1”; it can be %2</source>
        <translation>は「%1」ですが、使えるのは %2 です</translation>
    </message>
    <message>
        <source>is neither true nor false</source>
        <translation>は true でも false でもありません</translation>
    </message>
    <message>
        <source>is no whole number</source>
        <translation>は整数ではありません</translation>
    </message>
    <message>
        <source>is no list</source>
        <translation>はリストではありません</translation>
    </message>
    <message>
        <source>is no object {…}</source>
        <translation>はオブジェクト {…} ではありません</translation>
    </message>
</context>
<context>
    <name>portico::SweepEnvs</name>
    <message>
        <source>clearing up</source>
        <translation>片付け</translation>
    </message>
</context>
<context>
    <name>portico::SwitchGeneration</name>
    <message>
        <source>“%1” has no generation %2.</source>
        <translation>「%1」に世代 %2 はありません。</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>あるもの：%1。</translation>
    </message>
    <message>
        <source>“%1” is running, so its generation is not changed now.</source>
        <translation>「%1」が実行中のため、今は世代を変更しません。</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>停止してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not whole any more: %3 has no Python or no ComfyUI.</source>
        <translation>「%2」の世代 %1 はもう完全ではありません。%3 に Python または ComfyUI がありません。</translation>
    </message>
    <message>
        <source>Choose another generation, or update to that version anew.</source>
        <translation>別の世代を選ぶか、そのバージョンに更新し直してください。</translation>
    </message>
    <message>
        <source>Its packages for node packs are those that it had when it was left. If node packs were changed since: porticoctl nodes apply %1.</source>
        <translation>ノードパック用のパッケージは、その世代を離れたときのものです。それからノードパックが変わったなら：porticoctl nodes apply %1。</translation>
    </message>
    <message>
        <source>“%1” has no older generation than %2.</source>
        <translation>「%1」に %2 より古い世代はありません。</translation>
    </message>
    <message>
        <source>changing the generation</source>
        <translation>世代を変更</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: it is not kept in generations.</source>
        <translation>「%1」はご自分のフォルダーで、世代で管理されていません。</translation>
    </message>
    <message>
        <source>Update it the way you installed it, or install ComfyUI with Portico.</source>
        <translation>インストールしたときの方法で更新するか、Portico で ComfyUI をインストールしてください。</translation>
    </message>
</context>
<context>
    <name>portico::SwitchLayer</name>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>「%1」のレイヤーを変更</translation>
    </message>
</context>
<context>
    <name>portico::SystemPackages</name>
    <message>
        <source>Packages of the system are asked for, and there is no %1 here: %2.</source>
        <translation>システムのパッケージが求められていますが、ここには %1 がありません：%2。</translation>
    </message>
    <message>
        <source>Install what they are called on this system by its own means.</source>
        <translation>このシステムで該当するものを、システムの方法でインストールしてください。</translation>
    </message>
    <message>
        <source>“%1” is no name that a package of the system can have.</source>
        <translation>「%1」は、システムのパッケージの名前としてありえません。</translation>
    </message>
    <message>
        <source>Ask the author of the pack.</source>
        <translation>パックの作者に尋ねてください。</translation>
    </message>
    <message>
        <source>Packages of the system are asked for, and neither sudo nor pkexec is here to put them in: %1.</source>
        <translation>システムのパッケージが求められていますが、それを入れる sudo も pkexec もここにはありません：%1。</translation>
    </message>
    <message>
        <source>As root, run: %1</source>
        <translation>root で次を実行してください：%1</translation>
    </message>
</context>
<context>
    <name>portico::SystemProcessRunner</name>
    <message>
        <source>%1 said nothing for %2 seconds and was ended.</source>
        <translation>%1 は %2 秒間何も出力しなかったため、終了させました。</translation>
    </message>
    <message>
        <source>Try again; if it happens again, look at the job&apos;s log.</source>
        <translation>もう一度お試しください。また起きるなら、ジョブのログを見てください。</translation>
    </message>
    <message>
        <source>%1 took longer than %2 seconds and was ended.</source>
        <translation>%1 は %2 秒より長くかかったため、終了させました。</translation>
    </message>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation>%1 を起動できませんでした：%2。</translation>
    </message>
    <message>
        <source>Check that the file is there and may be run.</source>
        <translation>ファイルがあり、実行できるか確認してください。</translation>
    </message>
</context>
<context>
    <name>portico::TarCheck</name>
    <message>
        <source>a name or note in it is longer than 1 MiB</source>
        <translation>1 MiB を超える名前または注記があります</translation>
    </message>
    <message>
        <source>the size of an entry makes no sense</source>
        <translation>項目の大きさがおかしいです</translation>
    </message>
    <message>
        <source>two programs could read it in two ways, as in an attack</source>
        <translation>二つのプログラムで二通りに読める内容で、攻撃のおそれがあります</translation>
    </message>
    <message>
        <source>it claims a file larger than any disk</source>
        <translation>どのディスクより大きいファイルがあることになっています</translation>
    </message>
    <message>
        <source>an entry that is no file has content</source>
        <translation>ファイルでない項目に内容があります</translation>
    </message>
    <message>
        <source>it holds a sparse file, whose size is only a claim</source>
        <translation>大きさが申告だけのスパースファイルがあります</translation>
    </message>
    <message>
        <source>it holds an entry of an unknown kind</source>
        <translation>未知の種類の項目があります</translation>
    </message>
    <message>
        <source>a name in it holds a NUL byte</source>
        <translation>NUL バイトを含む名前があります</translation>
    </message>
</context>
<context>
    <name>portico::TeamCatalogue</name>
    <message>
        <source>The catalogue %1 cannot be used: %2 %3.</source>
        <translation>カタログ %1 は使えません：%2 %3。</translation>
    </message>
    <message>
        <source>Tell whoever keeps it; docs/catalogue.md says what belongs there.</source>
        <translation>カタログの管理者に知らせてください。書くべき内容は docs/catalogue.md にあります。</translation>
    </message>
    <message>
        <source>may have letters, digits and . _ + - only</source>
        <translation>に使えるのは、英字、数字、. _ + - だけです</translation>
    </message>
    <message>
        <source>cannot be fetched from: %1</source>
        <translation>からは取得できません：%1</translation>
    </message>
    <message>
        <source>names no archive</source>
        <translation>にアーカイブがありません</translation>
    </message>
    <message>
        <source>is no SHA-256 of 64 hexadecimal digits</source>
        <translation>は 16 進数 64 桁の SHA-256 ではありません</translation>
    </message>
    <message>
        <source>are not the volumes .001, .002 and so on of one archive, in their order</source>
        <translation>は、一つのアーカイブの分割 .001、.002 などが順に並んだものではありません</translation>
    </message>
    <message>
        <source>is none of linux, windows, macos</source>
        <translation>は linux、windows、macos のどれでもありません</translation>
    </message>
    <message>
        <source>is none of x64, arm64</source>
        <translation>は x64、arm64 のどちらでもありません</translation>
    </message>
    <message>
        <source>is none of cuda 13.0, rocm 7.2, xpu, mps, cpu and the like</source>
        <translation>は cuda 13.0、rocm 7.2、xpu、mps、cpu などのどれでもありません</translation>
    </message>
    <message>
        <source>is none of testing, staging, latest, stable</source>
        <translation>は testing、staging、latest、stable のどれでもありません</translation>
    </message>
    <message>
        <source>is no version such as 0.38.0</source>
        <translation>は 0.38.0 のようなバージョンではありません</translation>
    </message>
    <message>
        <source>is no web address</source>
        <translation>はウェブのアドレスではありません</translation>
    </message>
    <message>
        <source>The catalogue %1 is written in form %2, and this Portico reads form %3.</source>
        <translation>カタログ %1 は形式 %2 で書かれていますが、この Portico が読むのは形式 %3 です。</translation>
    </message>
    <message>
        <source>Get a newer Portico.</source>
        <translation>より新しい Portico を入手してください。</translation>
    </message>
    <message>
        <source>comes twice</source>
        <translation>が二回出てきます</translation>
    </message>
</context>
<context>
    <name>portico::TeamSource</name>
    <message>
        <source>Team catalogue %1</source>
        <translation>チームのカタログ %1</translation>
    </message>
</context>
<context>
    <name>portico::TestWorkflows</name>
    <message>
        <source>This workflow is in the form that ComfyUI&apos;s window keeps, which its server does not run.</source>
        <translation>このワークフローは ComfyUI の画面用の形式で、サーバーでは実行できません。</translation>
    </message>
    <message>
        <source>This is no workflow of ComfyUI.</source>
        <translation>ComfyUI のワークフローではありません。</translation>
    </message>
    <message>
        <source>In ComfyUI, open it and choose File, Export (API).</source>
        <translation>ComfyUI で開き、「File」の「Export (API)」を選んでください。</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a test workflow.</source>
        <translation>「%1」はテストワークフローの名前にできません。</translation>
    </message>
    <message>
        <source>Choose a short one without / \ : * ? and the like.</source>
        <translation>/ \ : * ? などを含まない短い名前を選んでください。</translation>
    </message>
    <message>
        <source>%1 cannot be used.</source>
        <translation>%1 は使えません。</translation>
    </message>
    <message>
        <source>“%1” has no test workflow “%2”.</source>
        <translation>「%1」にテストワークフロー「%2」はありません。</translation>
    </message>
    <message>
        <source>It has none.</source>
        <translation>一つもありません。</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>あるもの：%1。</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2.</source>
        <translation>%1 を削除できません：%2。</translation>
    </message>
    <message>
        <source>Check that you may write in the library.</source>
        <translation>ライブラリに書き込めるか確認してください。</translation>
    </message>
</context>
<context>
    <name>portico::Toml</name>
    <message>
        <source>%1 is longer than %2.</source>
        <translation>%1 は %2 を超えています。</translation>
    </message>
    <message>
        <source>Check whether it is the right file.</source>
        <translation>正しいファイルか確認してください。</translation>
    </message>
    <message>
        <source>%1 cannot be understood: it is no TOML (line %2).</source>
        <translation>%1 を理解できません。TOML ではありません（%2 行目）。</translation>
    </message>
    <message>
        <source>Correct that line, or put a good copy in its place.</source>
        <translation>その行を直すか、正しい控えと置き換えてください。</translation>
    </message>
</context>
<context>
    <name>portico::ToolEnvironment</name>
    <message>
        <source>A program&apos;s environment holds one proxy only, so these hosts are asked through another way than the network&apos;s rules say: %1.</source>
        <translation>プログラムの環境にはプロキシを一つしか書けないため、次のホストへは、ネットワークの規則と違う経路で問い合わせます：%1。</translation>
    </message>
    <message>
        <source>Python&apos;s programs know SOCKS proxies only with a package of their own (PySocks), so when Portico starts them it leads them there by a small http proxy on this computer.</source>
        <translation>Python のプログラムは専用のパッケージ（PySocks）がないと SOCKS プロキシを使えないため、Portico が起動するときは、このコンピューターの小さな http プロキシを通してつなぎます。</translation>
    </message>
    <message>
        <source>Python&apos;s programs send letters beyond ASCII in a proxy&apos;s password otherwise than all others; if it is refused, choose one without.</source>
        <translation>Python のプログラムは、プロキシのパスワードに ASCII 以外の文字があると、ほかと違う方法で送ります。拒否されるなら、それを含まないものを選んでください。</translation>
    </message>
</context>
<context>
    <name>portico::ToolTest</name>
    <message>
        <source>There is no %1 on this computer to try out.</source>
        <translation>このコンピューターに、試せる %1 がありません。</translation>
    </message>
    <message>
        <source>It is fetched when it is needed; test then.</source>
        <translation>必要になったときに取得します。そのときにテストしてください。</translation>
    </message>
    <message numerus="yes">
        <source>git reaches %1 and finds %n branch(es) and tag(s) of ComfyUI.</source>
        <translation>
            <numerusform>git は %1 に到達し、ComfyUI のブランチとタグを %n 個見つけました。</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder for temporary files cannot be written.</source>
        <translation>一時ファイル用のフォルダーに書き込めません。</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>空きを増やして、もう一度お試しください。</translation>
    </message>
    <message>
        <source>%1 reaches %2.</source>
        <translation>%1 は %2 に到達します。</translation>
    </message>
    <message>
        <source>It goes %1.</source>
        <comment>through a proxy</comment>
        <translation>経路：%1。</translation>
    </message>
    <message>
        <source>Check the page Network, and test again.</source>
        <translation>「ネットワーク」のページを確認して、もう一度テストしてください。</translation>
    </message>
    <message>
        <source>The proxy refused pip&apos;s login on the way to %1.</source>
        <translation>%1 への途中で、プロキシが pip のログインを拒否しました。</translation>
    </message>
    <message>
        <source>Enter its user name and password on the page Network.</source>
        <translation>「ネットワーク」のページで、ユーザー名とパスワードを入力してください。</translation>
    </message>
    <message>
        <source>pip does not trust the certificate of %1.</source>
        <translation>pip は %1 の証明書を信頼しません。</translation>
    </message>
    <message>
        <source>If your network looks into connections, add its certificate authority on the page Network.</source>
        <translation>ネットワークが通信を検査しているなら、「ネットワーク」のページでその認証局を追加してください。</translation>
    </message>
    <message>
        <source>pip reaches a SOCKS proxy only where the package PySocks is installed beside it.</source>
        <translation>pip は、パッケージ PySocks が一緒にインストールされている場合にだけ SOCKS プロキシに接続できます。</translation>
    </message>
    <message>
        <source>Set an http proxy, or leave it to uv, which does without.</source>
        <translation>http プロキシを設定するか、それなしで動く uv に任せてください。</translation>
    </message>
    <message>
        <source>pip cannot reach the proxy on the way to %1.</source>
        <translation>pip が、%1 への途中のプロキシに接続できません。</translation>
    </message>
    <message>
        <source>pip cannot find %1.</source>
        <translation>pip が %1 を見つけられません。</translation>
    </message>
    <message>
        <source>%1 did not answer pip in time.</source>
        <translation>%1 が pip に時間内に応答しませんでした。</translation>
    </message>
    <message>
        <source>%1 has no small package that pip can see.</source>
        <translation>%1 に、pip から見える小さなパッケージがありません。</translation>
    </message>
    <message>
        <source>pip failed and gave a reason of its own.</source>
        <translation>pip が失敗し、独自の理由を示しました。</translation>
    </message>
</context>
<context>
    <name>portico::TorchProbe</name>
    <message>
        <source>Repair the install.</source>
        <translation>このインストールを修復してください。</translation>
    </message>
    <message>
        <source>torch cannot be imported: %1.</source>
        <translation>torch を読み込めません：%1。</translation>
    </message>
    <message>
        <source>torchvision does not work with this torch: %1.</source>
        <translation>torchvision はこの torch では動きません：%1。</translation>
    </message>
    <message>
        <source>torch cannot compute on %1: %2.</source>
        <translation>torch は %1 で計算できません：%2。</translation>
    </message>
    <message>
        <source>any device</source>
        <translation>どのデバイス</translation>
    </message>
    <message>
        <source>Restart the computer, and update the graphics driver if it stays so; This computer says which version is needed.</source>
        <translation>コンピューターを再起動し、変わらないならグラフィックドライバーを更新してください。必要なバージョンは「このコンピューター」にあります。</translation>
    </message>
    <message>
        <source>torch %1 computes on %2, although this install is for %3.</source>
        <translation>torch %1 は %2 で計算しますが、このインストールは %3 用です。</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>プロセッサー</translation>
    </message>
    <message>
        <source>Look under This computer whether the graphics driver is there and new enough.</source>
        <translation>「このコンピューター」で、グラフィックドライバーがあり、十分新しいか確認してください。</translation>
    </message>
    <message numerus="yes">
        <source>torch gave no answer within %n seconds.</source>
        <translation>
            <numerusform>torch が %n 秒以内に応答しませんでした。</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again, and restart the computer if it stays so.</source>
        <translation>もう一度お試しください。変わらないなら、コンピューターを再起動してください。</translation>
    </message>
    <message>
        <source>Python ended while torch was tried (%1).</source>
        <translation>torch を試している間に Python が終了しました（%1）。</translation>
    </message>
    <message>
        <source>torch %1 computes on %2 (%3 ms).</source>
        <translation>torch %1 は %2 で計算します（%3 ミリ秒）。</translation>
    </message>
</context>
<context>
    <name>portico::Trash</name>
    <message>
        <source>%1 cannot go to the recycle bin: its disk has none.</source>
        <translation>%1 をごみ箱に移せません。そのディスクにはごみ箱がありません。</translation>
    </message>
    <message>
        <source>Remove it for good instead, if you are sure.</source>
        <translation>確かであれば、代わりに完全に削除してください。</translation>
    </message>
</context>
<context>
    <name>portico::TreeClone</name>
    <message>
        <source>%1 is neither a file nor a folder, so it is not copied.</source>
        <translation>%1 はファイルでもフォルダーでもないため、コピーしません。</translation>
    </message>
    <message>
        <source>Remove it, and try again.</source>
        <translation>それを削除して、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::TreeManifest</name>
    <message>
        <source>it is neither a file, a folder nor a link</source>
        <translation>ファイルでもフォルダーでもリンクでもありません</translation>
    </message>
    <message>
        <source>Check the files</source>
        <translation>ファイルの確認</translation>
    </message>
    <message>
        <source>The list of an install&apos;s files is damaged in line %1.</source>
        <translation>インストールのファイル一覧の %1 行目が破損しています。</translation>
    </message>
    <message>
        <source>Check the install&apos;s files to make a new list.</source>
        <translation>インストールのファイルを確認して、新しい一覧を作ってください。</translation>
    </message>
</context>
<context>
    <name>portico::TreeRemoval</name>
    <message>
        <source>%1 was not removed: another disk is mounted there.</source>
        <translation>%1 は削除されませんでした。別のディスクがマウントされています。</translation>
    </message>
    <message>
        <source>Unmount it first, then remove the folder again.</source>
        <translation>先にマウントを解除してから、フォルダーをもう一度削除してください。</translation>
    </message>
</context>
<context>
    <name>portico::TrialInstall</name>
    <message>
        <source>The ComfyUI of “%1” is too old to be started with chosen node packs, so the search cannot be made without moving them.</source>
        <translation>「%1」の ComfyUI は、選んだノードパックだけで起動するには古すぎるため、ノードパックを移動せずに探すことができません。</translation>
    </message>
    <message>
        <source>Disable the node packs one by one, or use a newer version of ComfyUI.</source>
        <translation>ノードパックを一つずつ無効にするか、より新しいバージョンの ComfyUI を使ってください。</translation>
    </message>
    <message>
        <source>“%1” has no node packs, so none can be guilty.</source>
        <translation>「%1」にノードパックはないため、原因のパックもありません。</translation>
    </message>
    <message>
        <source>Look at what the log of the last start tells.</source>
        <translation>前回の起動のログを見てください。</translation>
    </message>
    <message>
        <source>looking for the guilty node pack</source>
        <translation>原因のパックを探す</translation>
    </message>
</context>
<context>
    <name>portico::TriggerWorkflow</name>
    <message>
        <source>starting the workflow %1 of %2</source>
        <translation>%2 のワークフロー %1 の開始</translation>
    </message>
    <message numerus="yes">
        <source>The workflow was started, but %n run(s) of it began at the same time, and nobody can tell which one is yours.</source>
        <translation>
            <numerusform>ワークフローを開始しましたが、%n 件の実行が同時に始まったため、どれがご自分のものか分かりません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose it from “porticoctl github runs”. A workflow with the input “%1” in its run-name can be told apart.</source>
        <translation>「porticoctl github runs」から選んでください。run-name に入力「%1」を含むワークフローなら見分けられます。</translation>
    </message>
    <message>
        <source>GitHub took the request, but no run of %1 appeared.</source>
        <translation>GitHub は要求を受け付けましたが、%1 の実行が現れませんでした。</translation>
    </message>
    <message>
        <source>The connection broke while the workflow %1 was being started, and no run of it appeared.</source>
        <translation>ワークフロー %1 を開始している間に接続が切れ、その実行は現れませんでした。</translation>
    </message>
    <message>
        <source>Look at “porticoctl github runs” before you start it again.</source>
        <translation>もう一度開始する前に「porticoctl github runs」を見てください。</translation>
    </message>
</context>
<context>
    <name>portico::TryIsolated</name>
    <message>
        <source>Try the node pack as it is</source>
        <translation>ノードパックをそのまま試す</translation>
    </message>
    <message>
        <source>Try the isolated node pack</source>
        <translation>分離したノードパックを試す</translation>
    </message>
    <message>
        <source>Another node pack, “%1”, has an environment “%2” already.</source>
        <translation>別のノードパック「%1」に、すでに環境「%2」があります。</translation>
    </message>
    <message>
        <source>Rename the folder of one of the two.</source>
        <translation>どちらかのフォルダーの名前を変えてください。</translation>
    </message>
    <message>
        <source>trying an isolated node pack</source>
        <translation>分離したノードパックを試す</translation>
    </message>
</context>
<context>
    <name>portico::TryStart</name>
    <message>
        <source>The ComfyUI of “%1” is too old to be tried out beside the install.</source>
        <translation>「%1」の ComfyUI は、インストールと並べて試すには古すぎます。</translation>
    </message>
    <message>
        <source>Update ComfyUI, then try again.</source>
        <translation>ComfyUI を更新してから、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::TryWorkflows</name>
    <message numerus="yes">
        <source>ComfyUI was not ready within %n minute(s).</source>
        <translation>
            <numerusform>ComfyUI は %n 分以内に準備完了になりませんでした。</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again when the computer has less to do.</source>
        <translation>コンピューターの負荷が低いときに、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Test workflow “%1”</source>
        <translation>テストワークフロー「%1」</translation>
    </message>
    <message>
        <source>Test workflows</source>
        <translation>テストワークフロー</translation>
    </message>
</context>
<context>
    <name>portico::UndoRepair</name>
    <message>
        <source>undoing its repair</source>
        <translation>修復を取り消し</translation>
    </message>
    <message>
        <source>There is no repair of “%1” that could be undone.</source>
        <translation>「%1」に、取り消せる修復はありません。</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>何もする必要はありません。</translation>
    </message>
    <message>
        <source>Files that a repair replaced are kept in the folder kept-files of the install.</source>
        <translation>修復で置き換えたファイルは、インストールのフォルダー kept-files に保管されます。</translation>
    </message>
</context>
<context>
    <name>portico::UnmetNeed</name>
    <message>
        <source>“%1” needs “%2”, which the package index does not have.</source>
        <translation>「%1」には「%2」が必要ですが、パッケージインデックスにありません。</translation>
    </message>
    <message>
        <source>“%1” needs another %2 than the %3 of this install, which does not change.</source>
        <translation>「%1」には、このインストールの %3（変わりません）とは別の %2 が必要です。</translation>
    </message>
    <message>
        <source>“%1” needs a package that is not made for this Python or this computer. %2</source>
        <translation>「%1」には、この Python かこのコンピューター用がないパッケージが必要です。%2</translation>
    </message>
    <message>
        <source>“%1” needs what cannot be had together. %2</source>
        <translation>「%1」に必要なものは、一緒にはそろいません。%2</translation>
    </message>
    <message>
        <source>“%1” and “%2” do not go together. %3</source>
        <translation>「%1」と「%2」は両立しません。%3</translation>
    </message>
    <message>
        <source>“%1” and “%2” need different versions of %3.</source>
        <translation>「%1」と「%2」には、別々のバージョンの %3 が必要です。</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>このインストール</translation>
    </message>
</context>
<context>
    <name>portico::Unpack</name>
    <message>
        <source>Unpack</source>
        <translation>展開</translation>
    </message>
    <message>
        <source>Unpacking %1 ended without a result: the unpacking program was stopped or failed. Nothing was installed.</source>
        <translation>%1 の展開が結果なしに終わりました。展開プログラムが止められたか、失敗しました。何もインストールしていません。</translation>
    </message>
    <message>
        <source>Check that enough memory is free and try again; if it happens again, download the file again.</source>
        <translation>メモリの空きが十分か確認して、もう一度お試しください。また起きるなら、ファイルをダウンロードし直してください。</translation>
    </message>
    <message>
        <source>%1 is not an empty folder.</source>
        <translation>%1 は空のフォルダーではありません。</translation>
    </message>
    <message>
        <source>Choose an empty folder to unpack into.</source>
        <translation>展開先には空のフォルダーを選んでください。</translation>
    </message>
</context>
<context>
    <name>portico::UnpackProtocol</name>
    <message>
        <source>The request to unpack is incomplete.</source>
        <translation>展開の要求が不完全です。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Portico をインストールし直してください。</translation>
    </message>
</context>
<context>
    <name>portico::UnusedEnvs</name>
    <message>
        <source>No install of this library asks for it. Other ComfyUIs may keep theirs in this folder, too.</source>
        <translation>このライブラリのどのインストールも求めていません。ほかの ComfyUI も、このフォルダーに環境を置いていることがあります。</translation>
    </message>
    <message>
        <source>comfy-env built it. No pack of this library links to it; which other ComfyUI does, nobody notes.</source>
        <translation>comfy-env が構築しました。このライブラリのどのパックもここにリンクしていません。ほかの ComfyUI が使うかどうかは、どこにも記録されていません。</translation>
    </message>
    <message>
        <source>Portico built it for %1. Not every install of this library could be asked whether it uses it.</source>
        <translation>Portico が %1 用に構築しました。使っているかどうかを、このライブラリのすべてのインストールに確かめることはできませんでした。</translation>
    </message>
    <message>
        <source>Portico built it for %1, and no pack that it was linked into leads there any more.</source>
        <translation>Portico が %1 用に構築しました。リンクしていたパックは、もうどれもここを指していません。</translation>
    </message>
</context>
<context>
    <name>portico::UpdatePackages</name>
    <message>
        <source>Not obeyed in requirements.txt: %1</source>
        <translation>requirements.txt の従わなかった行：%1</translation>
    </message>
    <message>
        <source>The package index tells no dates: the newest packages are taken.</source>
        <translation>パッケージインデックスが日付を示さないため、最新のパッケージを使います。</translation>
    </message>
    <message>
        <source>There is no torch of that version for it: its newest is taken.</source>
        <translation>そのバージョンの torch がこれ用にないため、最新のものを使います。</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>注：%1</translation>
    </message>
    <message>
        <source>There is no torch %1 that goes with this ComfyUI, its Python and its accelerator.</source>
        <translation>この ComfyUI と、その Python とアクセラレーターに合う torch %1 はありません。</translation>
    </message>
    <message>
        <source>Choose another version of torch.</source>
        <translation>torch の別のバージョンを選んでください。</translation>
    </message>
</context>
<context>
    <name>portico::UrlRules</name>
    <message>
        <source>Check the address; take it from the page of the people who publish the file.</source>
        <translation>アドレスを確認してください。ファイルの公開元のページから取ってください。</translation>
    </message>
    <message>
        <source>This is not an address of the internet.</source>
        <translation>インターネットのアドレスではありません。</translation>
    </message>
    <message>
        <source>An address begins with https:// and the name of a host.</source>
        <translation>アドレスは https:// とホスト名で始まります。</translation>
    </message>
    <message>
        <source>The address at %1 is longer than 2048 characters.</source>
        <translation>%1 のアドレスは 2048 文字を超えています。</translation>
    </message>
    <message>
        <source>The address holds a user name or password; its real host is %1.</source>
        <translation>アドレスにユーザー名またはパスワードがあります。実際のホストは %1 です。</translation>
    </message>
    <message>
        <source>The address at %1 holds characters that do not belong there.</source>
        <translation>%1 のアドレスに、使えない文字があります。</translation>
    </message>
    <message>
        <source>Port %1 of %2 is not one that web servers use.</source>
        <translation>%2 のポート %1 は、ウェブサーバーが使うものではありません。</translation>
    </message>
    <message>
        <source>The address at %1 uses http, which anybody on the way can change.</source>
        <translation>%1 のアドレスは http で、途中の誰でも内容を書き換えられます。</translation>
    </message>
    <message>
        <source>Use its https address, or allow http from this host in the settings.</source>
        <translation>https のアドレスを使うか、設定でこのホストの http を許可してください。</translation>
    </message>
    <message>
        <source>%1 sends from one address to the next without an end.</source>
        <translation>%1 がアドレスから次のアドレスへと際限なく転送します。</translation>
    </message>
    <message>
        <source>%1 sends to an address that cannot be read.</source>
        <translation>%1 の転送先のアドレスを読めません。</translation>
    </message>
    <message>
        <source>%1 sends from https to plain http, which anybody on the way can change.</source>
        <translation>%1 が https から、途中の誰でも書き換えられる http へ転送しようとしています。</translation>
    </message>
    <message>
        <source>%1 sends to another address.</source>
        <translation>%1 が別のアドレスへ転送します。</translation>
    </message>
    <message>
        <source>%1 sends to %2, which lies on this computer or in a local network.</source>
        <translation>%1 の転送先 %2 は、このコンピューターまたはローカルネットワークにあります。</translation>
    </message>
    <message>
        <source>Portico does not fetch from addresses that begin with “%1:”.</source>
        <translation>Portico は「%1:」で始まるアドレスからは取得しません。</translation>
    </message>
</context>
<context>
    <name>portico::UvEngine</name>
    <message>
        <source>There is no other Python %1, so that the environment leans on ComfyUI&apos;s: %2</source>
        <translation>ほかに Python %1 がないため、環境は ComfyUI の Python を土台にします：%2</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>パッケージ</translation>
    </message>
    <message>
        <source>CUDA packages</source>
        <translation>CUDA パッケージ</translation>
    </message>
</context>
<context>
    <name>portico::UvFailure</name>
    <message>
        <source>the package index</source>
        <translation>パッケージインデックス</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>%1 の証明書は信頼されていません。</translation>
    </message>
    <message>
        <source>If your network inspects connections, name its certificate authority in the network settings.</source>
        <translation>ネットワークが通信を検査しているなら、その認証局をネットワークの設定で指定してください。</translation>
    </message>
    <message>
        <source>%1 does not let you in.</source>
        <translation>%1 へのアクセスが許可されませんでした。</translation>
    </message>
    <message>
        <source>Check the address of the index and its login in the network settings.</source>
        <translation>ネットワークの設定で、インデックスのアドレスとログインを確認してください。</translation>
    </message>
    <message>
        <source>The proxy refused the way to %1.</source>
        <translation>プロキシが %1 への接続を拒否しました。</translation>
    </message>
    <message>
        <source>Check the proxy and its login in the network settings.</source>
        <translation>ネットワークの設定で、プロキシとそのログインを確認してください。</translation>
    </message>
    <message>
        <source>%1 answered with status %2.</source>
        <translation>%1 がステータス %2 を返しました。</translation>
    </message>
    <message>
        <source>Try again later, or set another index in the network settings.</source>
        <translation>後でもう一度試すか、ネットワークの設定で別のインデックスを指定してください。</translation>
    </message>
    <message>
        <source>%1 cannot be found: there is no such host, or no network.</source>
        <translation>%1 が見つかりません。そのホストがないか、ネットワークにつながっていません。</translation>
    </message>
    <message>
        <source>Check your connection, and the index in the network settings.</source>
        <translation>接続と、ネットワークの設定のインデックスを確認してください。</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>%1 への接続に失敗しました。</translation>
    </message>
    <message>
        <source>Check your connection and try again: what has been fetched is kept.</source>
        <translation>接続を確認して、もう一度お試しください。取得済みのものは保存してあります。</translation>
    </message>
    <message>
        <source>The package index does not tell when packages were uploaded, so those of a date cannot be chosen.</source>
        <translation>パッケージインデックスがパッケージのアップロード日時を示さないため、ある日付のものを選べません。</translation>
    </message>
    <message>
        <source>Use the newest packages, or an index that tells.</source>
        <translation>最新のパッケージか、日時を示すインデックスを使ってください。</translation>
    </message>
    <message>
        <source>The package index has no package “%1”.</source>
        <translation>パッケージインデックスにパッケージ「%1」がありません。</translation>
    </message>
    <message>
        <source>Check the index in the network settings, or choose another version.</source>
        <translation>ネットワークの設定でインデックスを確認するか、別のバージョンを選んでください。</translation>
    </message>
    <message>
        <source>A package has no build for this Python or this computer. %1</source>
        <translation>この Python かこのコンピューター用のビルドがないパッケージがあります。%1</translation>
    </message>
    <message>
        <source>Choose another Python version, or allow building from source.</source>
        <translation>別の Python のバージョンを選ぶか、ソースからの構築を許可してください。</translation>
    </message>
    <message>
        <source>No versions of the packages go together. %1</source>
        <translation>どのバージョンのパッケージも両立しません。%1</translation>
    </message>
    <message>
        <source>Choose another version of ComfyUI or of Python, or packages of another date.</source>
        <translation>別のバージョンの ComfyUI か Python、または別の日付のパッケージを選んでください。</translation>
    </message>
    <message>
        <source>The disk became full while packages were put in.</source>
        <translation>パッケージを入れている間にディスクがいっぱいになりました。</translation>
    </message>
    <message>
        <source>Free some space and try again: what has been fetched is kept.</source>
        <translation>空きを増やして、もう一度お試しください。取得済みのものは保存してあります。</translation>
    </message>
    <message>
        <source>%1 is not the file that was promised: its SHA-256 differs.</source>
        <translation>%1 は本来のファイルではありません。SHA-256 が異なります。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, do not trust this index, and use another.</source>
        <translation>もう一度お試しください。変わらないなら、このインデックスを信頼せず、別のものを使ってください。</translation>
    </message>
    <message>
        <source>There is no such Python to be had.</source>
        <translation>そのような Python は入手できません。</translation>
    </message>
    <message>
        <source>Choose another Python version, such as 3.12.</source>
        <translation>3.12 など、別の Python のバージョンを選んでください。</translation>
    </message>
    <message>
        <source>uv failed and gave a reason of its own.</source>
        <translation>uv が失敗し、独自の理由を示しました。</translation>
    </message>
    <message>
        <source>Look at the job&apos;s log for uv&apos;s words.</source>
        <translation>ジョブのログで uv の言葉を確認してください。</translation>
    </message>
</context>
<context>
    <name>portico::UvProgram</name>
    <message>
        <source>%1 is no uv that runs here.</source>
        <translation>%1 は、ここで動く uv ではありません。</translation>
    </message>
    <message>
        <source>%1 is uv %2, and %3 or newer is needed.</source>
        <translation>%1 は uv %2 ですが、%3 以降が必要です。</translation>
    </message>
    <message>
        <source>Choose another uv in the settings, or leave the choice to Portico.</source>
        <translation>設定で別の uv を選ぶか、選択を Portico に任せてください。</translation>
    </message>
    <message>
        <source>uv %1: %2</source>
        <translation>uv %1：%2</translation>
    </message>
    <message>
        <source>There is no program %1, which the settings name as uv.</source>
        <translation>設定で uv として指定されたプログラム %1 がありません。</translation>
    </message>
    <message>
        <source>Correct the setting, or clear it.</source>
        <translation>設定を直すか、空にしてください。</translation>
    </message>
    <message>
        <source>uv, which puts the packages together, is not here and could not be fetched. %1</source>
        <translation>パッケージをまとめる uv がここになく、取得もできませんでした。%1</translation>
    </message>
    <message>
        <source>Check the connection, or install uv %1 or newer and try again.</source>
        <translation>接続を確認するか、uv %1 以降をインストールして、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::VendorWheels</name>
    <message>
        <source>Not all packages of the layer are in the store: %1.</source>
        <translation>レイヤーのパッケージの一部がストアにありません：%1。</translation>
    </message>
    <message>
        <source>Connect to the internet, then try again.</source>
        <translation>インターネットに接続して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The file of “%1” is not the one that the lock promises.</source>
        <translation>「%1」のファイルが、ロックの示すものと異なります。</translation>
    </message>
    <message>
        <source>Plan again; if it stays so, do not use this package index.</source>
        <translation>計画し直してください。変わらないなら、このパッケージインデックスを使わないでください。</translation>
    </message>
    <message>
        <source>A damaged wheel is fetched again: %1.</source>
        <translation>破損した wheel を取得し直します：%1。</translation>
    </message>
</context>
<context>
    <name>portico::Vendored</name>
    <message>
        <source>The record of “%1”, kept for offline, cannot be used: %2.</source>
        <translation>オフライン用に保管した「%1」の記録は使えません：%2。</translation>
    </message>
    <message>
        <source>Keep the install for offline again: porticoctl vendor.</source>
        <translation>インストールをもう一度オフライン用に保管してください：porticoctl vendor。</translation>
    </message>
    <message>
        <source>ComfyUI and its Python</source>
        <translation>ComfyUI とその Python</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>ノードパック</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>パッケージ</translation>
    </message>
    <message>
        <source>Isolated environment</source>
        <translation>分離環境</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>a newer Portico wrote it</source>
        <translation>より新しい Portico が書いたものです</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>破損しています</translation>
    </message>
    <message>
        <source>its parts were changed</source>
        <translation>部分が変更されています</translation>
    </message>
</context>
<context>
    <name>portico::VendoredStore</name>
    <message>
        <source>Nothing called “%1” is kept for offline.</source>
        <translation>「%1」という名前でオフライン用に保管されたものはありません。</translation>
    </message>
    <message>
        <source>Keep an install for offline: porticoctl vendor INSTALL --yes.</source>
        <translation>インストールをオフライン用に保管してください：porticoctl vendor INSTALL --yes。</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>あるもの：%1。</translation>
    </message>
    <message>
        <source>what is kept for offline of %1</source>
        <translation>オフライン用に保管した %1</translation>
    </message>
    <message>
        <source>letting go of “%1”</source>
        <translation>「%1」の保管をやめる</translation>
    </message>
</context>
<context>
    <name>portico::Verdict</name>
    <message>
        <source>Repair the install: it puts back torch with all that belongs to it.</source>
        <translation>このインストールを修復してください。torch とそれに属するものをすべて元に戻します。</translation>
    </message>
    <message>
        <source>Repair the install: it puts back %1.</source>
        <translation>このインストールを修復してください。%1 を元に戻します。</translation>
    </message>
    <message numerus="yes">
        <source>%1 And %n more problem(s).</source>
        <translation>
            <numerusform>%1 ほかに %n 件の問題があります。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clean: %n package(s).</source>
        <translation>
            <numerusform>問題なし：%n 個のパッケージ。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clean: torch %1 for %2, %n package(s).</source>
        <translation>
            <numerusform>問題なし：%2 用の torch %1、%n 個のパッケージ。</numerusform>
        </translation>
    </message>
    <message>
        <source>any computer</source>
        <translation>任意のコンピューター</translation>
    </message>
</context>
<context>
    <name>portico::VerifyInstall</name>
    <message>
        <source>“%1” has no Python that could be looked at.</source>
        <translation>「%1」に、調べられる Python がありません。</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>このインストールを修復するか、インストールし直してください。</translation>
    </message>
</context>
<context>
    <name>portico::VerifyVendored</name>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>See all of it: porticoctl vendor verify %1; with --repair it is put right, as far as that can be.</source>
        <translation>全体を見るには：porticoctl vendor verify %1。--repair を付けると、できる限り直します。</translation>
    </message>
    <message>
        <source>What is kept for offline of “%1” is not whole: %2 is missing.</source>
        <translation>オフライン用に保管した「%1」は完全ではありません。%2 がありません。</translation>
    </message>
    <message>
        <source>What is kept for offline of “%1” is not whole: %2 is damaged.</source>
        <translation>オフライン用に保管した「%1」は完全ではありません。%2 が破損しています。</translation>
    </message>
    <message>
        <source>Not all of “%1” is kept for offline. %2</source>
        <translation>「%1」の一部がオフライン用に保管されていません。%2</translation>
    </message>
    <message>
        <source>Keep it again: porticoctl vendor %1 --yes.</source>
        <translation>もう一度保管してください：porticoctl vendor %1 --yes。</translation>
    </message>
</context>
<context>
    <name>portico::Versions</name>
    <message>
        <source>No bundle of ComfyUI %1 suits this computer, so it is composed from its parts: Python, ComfyUI and torch are downloaded.</source>
        <translation>このコンピューターに合う ComfyUI %1 のバンドルがないため、部品から組み立てます。Python、ComfyUI、torch をダウンロードします。</translation>
    </message>
    <message>
        <source>A new generation is unpacked from “%1”; the present one is kept for the way back.</source>
        <translation>「%1」から新しい世代を展開します。今の世代は、戻れるように残します。</translation>
    </message>
    <message>
        <source>A new generation is unpacked from “%1” (%2 to download); the present one is kept for the way back.</source>
        <translation>「%1」（ダウンロード %2）から新しい世代を展開します。今の世代は、戻れるように残します。</translation>
    </message>
    <message>
        <source>This install has ComfyUI %1 already.</source>
        <translation>このインストールは、すでに ComfyUI %1 です。</translation>
    </message>
    <message>
        <source>What the node packs need beyond ComfyUI is resolved anew for it and shown before anything is installed.</source>
        <translation>ノードパックが ComfyUI 以外に必要とするものを、それに合わせて解決し直し、何かをインストールする前に表示します。</translation>
    </message>
    <message>
        <source>Workflows that were saved with ComfyUI %1 may need nodes that %2 does not have yet.</source>
        <translation>ComfyUI %1 で保存したワークフローには、%2 にまだないノードが必要なことがあります。</translation>
    </message>
    <message>
        <source>Models, inputs, outputs and settings stay as they are.</source>
        <translation>モデル、入力、出力、設定はそのまま残ります。</translation>
    </message>
</context>
<context>
    <name>portico::VolumeFile</name>
    <message>
        <source>%1 is a later part of a split archive.</source>
        <translation>%1 は分割アーカイブの途中の部分です。</translation>
    </message>
    <message>
        <source>Choose its first part, %1.</source>
        <translation>最初の部分 %1 を選んでください。</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 はファイルではありません。</translation>
    </message>
    <message>
        <source>Choose an archive.</source>
        <translation>アーカイブを選んでください。</translation>
    </message>
</context>
<context>
    <name>portico::WatchRun</name>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1：%2 %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 Trying again; the run goes on.</source>
        <translation>%1 もう一度試します。実行は続いています。</translation>
    </message>
    <message>
        <source>The run on GitHub goes on; “porticoctl github cancel %1” ends it.</source>
        <translation>GitHub での実行は続きます。「porticoctl github cancel %1」で終わらせることができます。</translation>
    </message>
</context>
<context>
    <name>portico::WheelAddresses</name>
    <message>
        <source>The package index tells no address for “%1”.</source>
        <translation>パッケージインデックスが「%1」のアドレスを示していません。</translation>
    </message>
    <message>
        <source>Plan again, or choose another package index in the settings.</source>
        <translation>計画し直すか、設定で別のパッケージインデックスを選んでください。</translation>
    </message>
</context>
<context>
    <name>portico::WheelInstall</name>
    <message>
        <source>Nobody published a hash of %1: it is taken as it came, with SHA-256 %2.</source>
        <translation>%1 のハッシュは公開されていません。届いたものをそのまま使います。SHA-256 は %2 です。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>ファイル %1 に書き込めません。</translation>
    </message>
    <message>
        <source>Check the space on that disk, then try again.</source>
        <translation>そのディスクの空きを確認して、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::WindowDoor</name>
    <message>
        <source>The window’s socket could not be opened in %1: %2.</source>
        <translation>%1 でウィンドウのソケットを開けませんでした：%2。</translation>
    </message>
    <message>
        <source>Check that this folder can be written.</source>
        <translation>このフォルダーに書き込めるか確認してください。</translation>
    </message>
    <message>
        <source>Portico is open already, but does not answer.</source>
        <translation>Portico はすでに開いていますが、応答しません。</translation>
    </message>
    <message>
        <source>Close it, or end it if it hangs, and try again.</source>
        <translation>閉じるか、固まっている場合は終了させて、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>portico::WishedPacks</name>
    <message>
        <source>“%1” wants “%2”, but %3.</source>
        <translation>「%1」は「%2」を希望していますが、%3。</translation>
    </message>
    <message>
        <source>Install it by hand with “porticoctl nodes install”, or ask the author of “%1”.</source>
        <translation>「porticoctl nodes install」でご自分でインストールするか、「%1」の作者に尋ねてください。</translation>
    </message>
    <message>
        <source>“%1” is nothing that the registry has</source>
        <translation>「%1」はレジストリにありません</translation>
    </message>
    <message>
        <source>it does not say where that is</source>
        <translation>どこにあるかが書かれていません</translation>
    </message>
    <message>
        <source>“%1” is no address of a repository</source>
        <translation>「%1」はリポジトリのアドレスではありません</translation>
    </message>
    <message>
        <source>“%1” is no tag, branch or commit</source>
        <translation>「%1」はタグ、ブランチ、コミットのどれでもありません</translation>
    </message>
    <message>
        <source>No pack wants “%1”, or it is there.</source>
        <translation>「%1」を希望するパックはないか、すでにあります。</translation>
    </message>
    <message>
        <source>“porticoctl env wishes” shows what is wanted.</source>
        <translation>希望されているものは「porticoctl env wishes」で分かります。</translation>
    </message>
    <message>
        <source>What was fetched wants other packs, too; the plan is made with them.</source>
        <translation>取得したものがほかのパックも希望しているため、それらも含めて計画します。</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowPlace</name>
    <message>
        <source>This ComfyUI is too old to be started beside the other, so the test workflows of “%1” cannot be tried with it.</source>
        <translation>この ComfyUI は、もう一方と並べて起動するには古すぎるため、「%1」のテストワークフローを試せません。</translation>
    </message>
    <message>
        <source>Choose a newer version, or remove the test workflows.</source>
        <translation>より新しいバージョンを選ぶか、テストワークフローを削除してください。</translation>
    </message>
    <message>
        <source>copying its database</source>
        <translation>データベースをコピー</translation>
    </message>
    <message>
        <source>trying the test workflows of “%1”</source>
        <translation>「%1」のテストワークフローを試す</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowResults</name>
    <message>
        <source>“%1” has no test workflow.</source>
        <translation>「%1」にはテストワークフローがありません。</translation>
    </message>
    <message>
        <source>Save one: porticoctl test-workflow add %1 FILE.</source>
        <translation>保存するには：porticoctl test-workflow add %1 FILE。</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowRun</name>
    <message>
        <source>succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>キャンセル済み</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>スキップ</translation>
    </message>
    <message>
        <source>ran out of time</source>
        <translation>時間切れ</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>could not be started</source>
        <translation>開始できず</translation>
    </message>
    <message>
        <source>listing the runs of %1</source>
        <translation>%1 の実行の一覧取得</translation>
    </message>
    <message>
        <source>looking at run %1 of %2</source>
        <translation>%2 の実行 %1 の確認</translation>
    </message>
    <message>
        <source>listing the jobs of run %1</source>
        <translation>実行 %1 のジョブの一覧取得</translation>
    </message>
    <message>
        <source>cancelling run %1 of %2</source>
        <translation>%2 の実行 %1 のキャンセル</translation>
    </message>
    <message>
        <source>Run %1 is over: there is nothing to cancel.</source>
        <translation>実行 %1 は終わっていて、キャンセルするものはありません。</translation>
    </message>
    <message>
        <source>See how it ended: porticoctl github runs.</source>
        <translation>どう終わったか確認してください：porticoctl github runs。</translation>
    </message>
</context>
<context>
    <name>portico::WrapConfig</name>
    <message>
        <source>It asks for “%1”, and gets ComfyUI&apos;s own: %2 %3.</source>
        <translation>「%1」を求めていますが、ComfyUI 自身のものを使います：%2 %3。</translation>
    </message>
    <message>
        <source>“%1” does not tell the name of a package, and is left out.</source>
        <translation>「%1」からはパッケージの名前が分からないため、除外します。</translation>
    </message>
</context>
<context>
    <name>portico::WrapVerdict</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed. Leave the node pack as it is, or leave out one of those that do not go together.</source>
        <translation>何も変更していません。ノードパックをそのままにするか、両立しないもののどれかを除外してください。</translation>
    </message>
    <message>
        <source>Its own addresses in ComfyUI do not answer while it is isolated, and what asks there, like its pages, does not work: %1.</source>
        <translation>分離されている間、ComfyUI での専用のアドレスは応答せず、そのページなど、そこに問い合わせるものは動きません：%1。</translation>
    </message>
    <message>
        <source>Its additions to ComfyUI&apos;s pages (%1) are not shown while it is isolated.</source>
        <translation>分離されている間、ComfyUI のページへの追加（%1）は表示されません。</translation>
    </message>
    <message>
        <source>“%1” registers no nodes when it is isolated.</source>
        <translation>「%1」は、分離するとノードを一つも登録しません。</translation>
    </message>
    <message>
        <source>“%1” cannot be imported when it is isolated: %2.</source>
        <translation>「%1」は、分離すると読み込めません：%2。</translation>
    </message>
    <message>
        <source>“%1” would lose nodes by being isolated: %2.</source>
        <translation>「%1」は、分離するとノードを失います：%2。</translation>
    </message>
    <message>
        <source>Nodes of “%1” could not be run where it is isolated: %2.</source>
        <translation>「%1」のノードを、分離した場所で実行できませんでした：%2。</translation>
    </message>
    <message numerus="yes">
        <source>“%1” was tried: all its %n node(s) are there.</source>
        <translation>
            <numerusform>「%1」を試しました。%n 個のノードがすべてあります。</numerusform>
        </translation>
    </message>
    <message>
        <source>As it is it registers none, so that nobody could compare.</source>
        <translation>今の状態でもノードを登録しないため、比較できませんでした。</translation>
    </message>
</context>
<context>
    <name>portico::WriteSite</name>
    <message>
        <source>“%1” comes from %2, which this library keeps: for other computers, say with &quot;library&quot; where a copy of its store lies.</source>
        <translation>「%1」の元は、このライブラリが保管している %2 です。ほかのコンピューター用には、そのストアのコピーがある場所を &quot;library&quot; で指定してください。</translation>
    </message>
    <message>
        <source>Nobody knows a bundle that “%1” could be made of elsewhere: keep it for offline (porticoctl vendor), then write the file again.</source>
        <translation>「%1」をほかの場所で作れるバンドルが分かりません。オフライン用に保管してから（porticoctl vendor）、ファイルを書き直してください。</translation>
    </message>
    <message>
        <source>“%1” of “%2” was changed by hand, and is left out.</source>
        <translation>「%2」の「%1」は手作業で変更されているため、除外します。</translation>
    </message>
    <message>
        <source>Nobody knows where “%1” of “%2” was got from; it is left out.</source>
        <translation>「%2」の「%1」は入手元が分からないため、除外します。</translation>
    </message>
    <message>
        <source>The variable %1 of “%2” may be a secret, and is left out.</source>
        <translation>「%2」の変数 %1 は秘密かもしれないため、除外します。</translation>
    </message>
    <message>
        <source>An argument of “%1” may be a secret: its arguments are left out.</source>
        <translation>「%1」の引数の一つは秘密かもしれないため、引数を除外します。</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own, and is left out.</source>
        <translation>「%1」はご自分のフォルダーのため、除外します。</translation>
    </message>
</context>
<context>
    <name>portico::ZipCheck</name>
    <message>
        <source>two programs could read it in two ways, as in an attack</source>
        <translation>二つのプログラムで二通りに読める内容で、攻撃のおそれがあります</translation>
    </message>
    <message>
        <source>it is one part of a split zip</source>
        <translation>分割された zip の一部です</translation>
    </message>
    <message>
        <source>Join its parts first.</source>
        <translation>先に各部分を結合してください。</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>%L1 個を超える項目が入っています</translation>
    </message>
    <message>
        <source>it shares its bytes with another entry, as in a trap</source>
        <translation>罠のように、別の項目とデータを共有しています</translation>
    </message>
</context>
<context>
    <name>portico::ZipEntry</name>
    <message>
        <source>the archive describes it in two different ways</source>
        <translation>アーカイブの中で二通りに記述されています</translation>
    </message>
</context>
<context>
    <name>portico::app::ActivityPane</name>
    <message>
        <source>Activity</source>
        <translation>アクティビティ</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>完了分を消去</translation>
    </message>
    <message>
        <source>Take the finished jobs off this list</source>
        <translation>完了したジョブを一覧から消します</translation>
    </message>
    <message>
        <source>Show all activity</source>
        <translation>アクティビティをすべて表示</translation>
    </message>
    <message>
        <source>Fold the activity to one line</source>
        <translation>アクティビティを一行に畳む</translation>
    </message>
</context>
<context>
    <name>portico::app::AddDialog</name>
    <message>
        <source>Add ComfyUI</source>
        <translation>ComfyUI を追加</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>What is wrong or should be known</source>
        <translation>問題と注意点</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>追加(&amp;D)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>入手元</translation>
    </message>
    <message>
        <source>&amp;Builds</source>
        <translation>ビルド(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Compose</source>
        <translation>組み立て(&amp;C)</translation>
    </message>
    <message>
        <source>A &amp;file</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>An &amp;address</source>
        <translation>アドレス(&amp;A)</translation>
    </message>
    <message>
        <source>A folder &amp;I have</source>
        <translation>手元のフォルダー(&amp;I)</translation>
    </message>
</context>
<context>
    <name>portico::app::Advice</name>
    <message>
        <source>Look at this computer</source>
        <translation>このコンピューターを調べる</translation>
    </message>
    <message>
        <source>Read the catalogue</source>
        <translation>カタログの読み込み</translation>
    </message>
    <message>
        <source>Ask the sources</source>
        <translation>提供元への問い合わせ</translation>
    </message>
</context>
<context>
    <name>portico::app::AppUpdates</name>
    <message>
        <source>Find out how Portico was installed</source>
        <translation>Portico がどのようにインストールされたかを調べる</translation>
    </message>
    <message>
        <source>Look for a newer Portico</source>
        <translation>より新しい Portico を探す</translation>
    </message>
    <message>
        <source>Download Portico %1</source>
        <translation>Portico %1 をダウンロード</translation>
    </message>
    <message>
        <source>Install Portico %1</source>
        <translation>Portico %1 をインストール</translation>
    </message>
</context>
<context>
    <name>portico::app::BaseChange</name>
    <message>
        <source>Something else than its version</source>
        <translation>バージョン以外の変更</translation>
    </message>
    <message>
        <source>Change what it &amp;runs on…</source>
        <translation>動作対象を変更(&amp;R)…</translation>
    </message>
    <message>
        <source>Change &amp;Python…</source>
        <translation>Python を変更(&amp;P)…</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>動作対象</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Take ComfyUI and Python of a &amp;bundle…</source>
        <translation>バンドルの ComfyUI と Python に切り替え(&amp;B)…</translation>
    </message>
    <message>
        <source>Take %1 to %2</source>
        <comment>an install; an accelerator</comment>
        <translation>%1 を %2 に切り替え</translation>
    </message>
    <message>
        <source>Take %1 to Python %2</source>
        <comment>an install; a version</comment>
        <translation>%1 を Python %2 に切り替え</translation>
    </message>
    <message>
        <source>%1, as now</source>
        <translation>%1（現在）</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>このコンピューターを調べています…</translation>
    </message>
    <message>
        <source>What it runs on, Python, or all of it by a bundle</source>
        <translation>動作対象、Python、またはバンドルですべて</translation>
    </message>
    <message>
        <source>%1 would suit this computer better than %2.</source>
        <translation>このコンピューターには、%2 より %1 のほうが適しています。</translation>
    </message>
    <message>
        <source>Choose a bundle</source>
        <translation>バンドルを選ぶ</translation>
    </message>
    <message>
        <source>Bundles (*.7z *.001 *.zip *.tar *.tar.* *.tgz);;All files (*)</source>
        <translation>バンドル (*.7z *.001 *.zip *.tar *.tar.* *.tgz);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Take %1 to the bundle %2</source>
        <comment>an install; a file</comment>
        <translation>%1 をバンドル %2 に切り替え</translation>
    </message>
</context>
<context>
    <name>portico::app::BuildsPanel</name>
    <message>
        <source>Only what &amp;fits</source>
        <translation>適合するものだけ(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>再読み込み(&amp;R)</translation>
    </message>
    <message>
        <source>Filter: version, accelerator, name</source>
        <translation>絞り込み：バージョン、アクセラレーター、名前</translation>
    </message>
    <message>
        <source>Filter the builds</source>
        <translation>ビルドを絞り込む</translation>
    </message>
    <message>
        <source>Ask every source for what is new</source>
        <translation>新しいものがないか、すべての提供元に問い合わせます</translation>
    </message>
    <message>
        <source>About the chosen build</source>
        <translation>選んだビルドについて</translation>
    </message>
    <message>
        <source>Builds</source>
        <translation>ビルド</translation>
    </message>
    <message>
        <source>The list of builds could not be fetched. %1 %2</source>
        <translation>ビルドの一覧を取得できませんでした。%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n build(s). What does not fit this computer is grey.</source>
        <translation>
            <numerusform>%n 個のビルド。このコンピューターに合わないものは灰色です。</numerusform>
        </translation>
    </message>
    <message>
        <source>Its team is still trying it (%1).</source>
        <translation>チームがまだ試している段階です（%1）。</translation>
    </message>
    <message>
        <source>Its team calls it the latest.</source>
        <translation>チームはこれを最新版としています。</translation>
    </message>
    <message>
        <source>Its team calls it stable.</source>
        <translation>チームはこれを安定版としています。</translation>
    </message>
    <message>
        <source>Its team has replaced it (%1).</source>
        <translation>チームが別のものに置き換えました（%1）。</translation>
    </message>
    <message>
        <source>Not verified by its publisher: no SHA-256 of it was published. The one it has is computed, shown and remembered.</source>
        <translation>公開元による検証はできません。SHA-256 が公開されていないため、このファイルの値を計算し、表示し、記録します。</translation>
    </message>
    <message>
        <source>Read more</source>
        <translation>詳しく読む</translation>
    </message>
    <message>
        <source>It does not suit this computer, as far as Portico can see.</source>
        <translation>Portico の分かる範囲では、このコンピューターに適していません。</translation>
    </message>
    <message>
        <source>It cannot run on this computer.</source>
        <translation>このコンピューターでは動きません。</translation>
    </message>
    <message>
        <source>The build’s own name</source>
        <translation>ビルド固有の名前</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleDialog</name>
    <message>
        <source>What would happen</source>
        <translation>行われること</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>計画を表示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Make it</source>
        <translation>作成(&amp;M)</translation>
    </message>
    <message>
        <source>Working out what would be made. Nothing is made yet.</source>
        <translation>何が作られるかを調べています。まだ何も作っていません。</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n 個のノードパック</numerusform>
        </translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>ノードパック</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>知っておくこと</translation>
    </message>
</context>
<context>
    <name>portico::app::BundlePlanLook</name>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>（手作業で変更）</translation>
    </message>
    <message>
        <source>%1 are packed, unpacked elsewhere, compared file by file and started once. Models, pictures and settings stay here.</source>
        <translation>%1 をまとめ、別の場所に展開し、ファイルごとに比較し、一度起動します。モデル、画像、設定はここに残ります。</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>torch</source>
        <translation>torch</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>動作対象</translation>
    </message>
    <message>
        <source>For node packs</source>
        <translation>ノードパック用</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n 個のパッケージ</numerusform>
        </translation>
    </message>
    <message>
        <source>It is there already, and as the recipe wants it: nothing has to be done.</source>
        <translation>レシピどおりのものがすでにあり、何もする必要はありません。</translation>
    </message>
    <message>
        <source>Python, ComfyUI, its packages and the node packs are fetched and put together, packed, and tried elsewhere.</source>
        <translation>Python、ComfyUI、そのパッケージ、ノードパックを取得して組み立て、まとめて、別の場所で試します。</translation>
    </message>
    <message>
        <source>the one that suits</source>
        <translation>適したもの</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>パッケージ</translation>
    </message>
    <message numerus="yes">
        <source>%n, as its lock names them</source>
        <translation>
            <numerusform>%n 個（ロックにあるとおり）</numerusform>
        </translation>
    </message>
    <message>
        <source>chosen when it is made</source>
        <translation>作成時に選択</translation>
    </message>
    <message>
        <source>The versions of its lock are taken; “Back” leads to the newest.</source>
        <translation>ロックのバージョンを使います。「戻る」から最新のものに変えられます。</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleShelf</name>
    <message>
        <source>Look at bundles and recipes</source>
        <translation>バンドルとレシピを調べる</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleWork</name>
    <message>
        <source>Make a bundle of %1</source>
        <translation>%1 のバンドルを作成</translation>
    </message>
    <message numerus="yes">
        <source>Made and tried: %n file(s); unpacked elsewhere, it starts.</source>
        <translation>
            <numerusform>作成して試験しました：%n 個のファイル。別の場所に展開すると起動します。</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a bundle of the recipe %1</source>
        <translation>レシピ %1 のバンドルを作成</translation>
    </message>
    <message>
        <source>Nothing to do: %1 is there already, and as the recipe wants it.</source>
        <translation>することはありません。%1 はすでにあり、レシピのとおりです。</translation>
    </message>
    <message>
        <source>Made %1.</source>
        <translation>%1 を作成しました。</translation>
    </message>
    <message>
        <source>Check %1</source>
        <translation>%1 を確認</translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n file(s) are what its list says, and it starts.</source>
        <translation>
            <numerusform>完全です：%n 個のファイルが一覧のとおりで、起動します。</numerusform>
        </translation>
    </message>
    <message>
        <source>It starts.</source>
        <translation>起動します。</translation>
    </message>
    <message>
        <source>Publish %1</source>
        <translation>%1 を公開</translation>
    </message>
    <message>
        <source>The same bundle was there already; %1 names it.</source>
        <translation>同じバンドルがすでにありました。%1 に載っています。</translation>
    </message>
    <message>
        <source>Published. Others add this list once, in Settings: %1</source>
        <translation>公開しました。ほかの人は、設定でこの一覧を一度追加します：%1</translation>
    </message>
    <message>
        <source>Publish %1 on GitHub</source>
        <translation>%1 を GitHub で公開</translation>
    </message>
    <message>
        <source>Released as %1: %2</source>
        <translation>%1 としてリリースしました：%2</translation>
    </message>
</context>
<context>
    <name>portico::app::BundlesPage</name>
    <message>
        <source>Bundles</source>
        <translation>バンドル</translation>
    </message>
    <message>
        <source>A bundle is one file with Python, ComfyUI, node packs and all their packages: a computer of the same kind unpacks it and starts it.</source>
        <translation>バンドルは、Python、ComfyUI、ノードパックとそのすべてのパッケージが入った一つのファイルです。同じ種類のコンピューターなら、展開して起動できます。</translation>
    </message>
    <message>
        <source>Make a bundle of an insta&amp;ll…</source>
        <translation>インストールのバンドルを作成(&amp;L)…</translation>
    </message>
    <message>
        <source>Open a &amp;recipe…</source>
        <translation>レシピを開く(&amp;R)…</translation>
    </message>
    <message>
        <source>Add a bundle &amp;file…</source>
        <translation>バンドルのファイルを追加(&amp;F)…</translation>
    </message>
    <message>
        <source>One that was made elsewhere, to be checked or published</source>
        <translation>ほかで作られたものを、確認または公開するために追加します</translation>
    </message>
    <message>
        <source>Bundles made here</source>
        <translation>ここで作ったバンドル</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>レシピ</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>Being looked at…</source>
        <translation>調べています…</translation>
    </message>
    <message>
        <source>None yet. What is made here or fetched from GitHub stands in this list with its SHA-256.</source>
        <translation>まだありません。ここで作ったもの、GitHub から取得したものが、SHA-256 と一緒にこの一覧に並びます。</translation>
    </message>
    <message>
        <source>None is open. A recipe is a file that says what a bundle is made from; drop one here.</source>
        <translation>開いているものはありません。レシピは、バンドルを何から作るかを書いたファイルです。ここにドロップしてください。</translation>
    </message>
    <message>
        <source>There is no install yet: add one first</source>
        <translation>まだインストールがありません。先に追加してください</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>レシピを開く</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>レシピ (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Add a bundle&apos;s file</source>
        <translation>バンドルのファイルを追加</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.tar *.tar.gz *.tar.zst *.001)</source>
        <translation>バンドル (*.zip *.tar *.tar.gz *.tar.zst *.001)</translation>
    </message>
    <message>
        <source>The install %1, as it is now</source>
        <translation>インストール %1 の今の状態</translation>
    </message>
    <message>
        <source>Compare two bundles</source>
        <translation>二つのバンドルを比較</translation>
    </message>
</context>
<context>
    <name>portico::app::CatalogueGroups</name>
    <message>
        <source>%1 · being asked…</source>
        <translation>%1 · 問い合わせ中…</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n build(s)</source>
        <translation>
            <numerusform>%1 · %n 個のビルド</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n build(s) · as it was: %2</source>
        <comment>%2 is a moment</comment>
        <translation>
            <numerusform>%1 · %n 個のビルド · %2 の時点</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · nothing to show: %2</source>
        <comment>%2 is the reason</comment>
        <translation>%1 · 表示するものなし：%2</translation>
    </message>
    <message>
        <source>Recommended for this computer</source>
        <translation>このコンピューターにおすすめ</translation>
    </message>
</context>
<context>
    <name>portico::app::CatalogueModel</name>
    <message>
        <source>not told</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>検証済み</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>公開元による検証なし</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>ビルド</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>動作対象</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>公開元</translation>
    </message>
    <message>
        <source>For this computer</source>
        <translation>適合</translation>
    </message>
</context>
<context>
    <name>portico::app::ChangeDialog</name>
    <message>
        <source>What would happen</source>
        <translation>行われること</translation>
    </message>
    <message>
        <source>About the chosen line</source>
        <translation>選んだ行について</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>もう一度試す(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Working out what would change. Nothing is changed yet.</source>
        <translation>何が変わるかを調べています。まだ何も変更していません。</translation>
    </message>
    <message>
        <source>%1… Nothing is changed yet.</source>
        <comment>a step of a job</comment>
        <translation>%1… まだ何も変更していません。</translation>
    </message>
</context>
<context>
    <name>portico::app::CheckList</name>
    <message>
        <source>Steps of the self-check</source>
        <translation>自己診断の手順</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>待機</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>step and its state</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>portico::app::ChoiceView</name>
    <message>
        <source>The right build</source>
        <translation>適したビルド</translation>
    </message>
    <message>
        <source>What would change it</source>
        <translation>何があれば変わるか</translation>
    </message>
</context>
<context>
    <name>portico::app::CleanRow</name>
    <message>
        <source>Clean up…</source>
        <translation>片付ける…</translation>
    </message>
    <message>
        <source>Clean up: %1</source>
        <translation>片付け：%1</translation>
    </message>
    <message>
        <source>Nobody can go back to them afterwards. The last three, pinned ones and those of snapshots are never among them.</source>
        <translation>消すと誰も戻れなくなります。最新の三つ、固定したもの、スナップショットのものは含まれません。</translation>
    </message>
    <message>
        <source>Made for node packs that are no longer there. They come back by themselves when something needs them.</source>
        <translation>もうないノードパックのために作られたものです。必要になれば自動で元に戻ります。</translation>
    </message>
    <message>
        <source>They can be built again when a node pack asks for one.</source>
        <translation>ノードパックが求めれば、また構築できます。</translation>
    </message>
    <message>
        <source>What is installed does not need them; the next build fetches again what it needs.</source>
        <translation>インストール済みのものには不要です。次の構築のときに、必要なものをまた取得します。</translation>
    </message>
    <message>
        <source>Nobody goes on with it.</source>
        <translation>誰も続けていません。</translation>
    </message>
    <message>
        <source>Without them a change of node packs cannot be taken back. They go to the recycle bin where there is one.</source>
        <translation>消すと、ノードパックの変更を取り消せなくなります。ごみ箱がある場合は、ごみ箱に入ります。</translation>
    </message>
    <message>
        <source>Unfinished ones begin anew next time; archives can be fetched again.</source>
        <translation>終わっていないものは次に最初から始まり、アーカイブはまた取得できます。</translation>
    </message>
</context>
<context>
    <name>portico::app::CloseDialog</name>
    <message>
        <source>Do the same &amp;every time</source>
        <translation>次からも同じにする(&amp;E)</translation>
    </message>
    <message>
        <source>Close Portico while it works?</source>
        <translation>作業中ですが Portico を閉じますか？</translation>
    </message>
    <message numerus="yes">
        <source>%1 runs</source>
        <translation>
            <numerusform>%1 が実行中です</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI can keep running without this window. Portico finds it again at its next start, and “porticoctl stop” ends it.</source>
        <translation>ComfyUI は、このウィンドウがなくても動き続けられます。Portico は次の起動時に見つけ、「porticoctl stop」で終了できます。</translation>
    </message>
    <message>
        <source>Unfinished: %1. Closing cancels it. What was downloaded is kept, and the next try goes on from there.</source>
        <translation>未完了：%1。閉じるとキャンセルされます。ダウンロード済みの分は残り、次は続きから始まります。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>停止して閉じる(&amp;S)</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>閉じない</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>動かしておく(&amp;K)</translation>
    </message>
    <message>
        <source>Portico can stay in the system tray and go on there; its icon brings the window back.</source>
        <translation>Portico はシステムトレイに残り、そこで動き続けられます。アイコンからウィンドウを再び開けます。</translation>
    </message>
    <message>
        <source>&amp;Keep in the tray</source>
        <translation>トレイに残す(&amp;K)</translation>
    </message>
</context>
<context>
    <name>portico::app::CompareDialog</name>
    <message>
        <source>Compare %1</source>
        <translation>%1 を比較</translation>
    </message>
    <message>
        <source>Another &amp;file…</source>
        <translation>別のファイル(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;With</source>
        <translation>比較相手(&amp;W)</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>相違点</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比較(&amp;C)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>閉じる(&amp;L)</translation>
    </message>
    <message>
        <source>Compare with a bundle&apos;s file</source>
        <translation>バンドルのファイルと比較</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.tar *.tar.gz *.tar.zst *.001)</source>
        <translation>バンドル (*.zip *.tar *.tar.gz *.tar.zst *.001)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>ノードパック</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>パッケージ</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Files that differ</source>
        <translation>異なるファイル</translation>
    </message>
    <message>
        <source>What it is compared with</source>
        <translation>何と比較するか</translation>
    </message>
</context>
<context>
    <name>portico::app::ComposePanel</name>
    <message>
        <source>Python, ComfyUI and torch are fetched one by one, locked with their hashes and put together. It takes longer than a ready build and works where none fits.</source>
        <translation>Python、ComfyUI、torch を一つずつ取得し、ハッシュでロックして組み立てます。完成済みビルドより時間がかかりますが、合うビルドがなくても使えます。</translation>
    </message>
    <message>
        <source>&amp;Version, branch or commit</source>
        <translation>バージョン、ブランチ、コミット(&amp;V)</translation>
    </message>
    <message>
        <source>Version, branch or commit</source>
        <translation>バージョン、ブランチ、コミット</translation>
    </message>
    <message>
        <source>&amp;Runs on</source>
        <translation>動作対象(&amp;R)</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>動作対象</translation>
    </message>
    <message>
        <source>&amp;Python</source>
        <translation>Python(&amp;P)</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>&amp;Git address</source>
        <translation>git のアドレス(&amp;G)</translation>
    </message>
    <message>
        <source>Git address</source>
        <translation>git のアドレス</translation>
    </message>
    <message>
        <source>https:// address or a folder of this computer</source>
        <translation>https:// のアドレス、またはこのコンピューターのフォルダー</translation>
    </message>
    <message>
        <source>The one that suits</source>
        <translation>適したもの</translation>
    </message>
    <message>
        <source>The default branch</source>
        <translation>既定のブランチ</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>このコンピューターを調べています…</translation>
    </message>
    <message>
        <source>%1, which suits this computer</source>
        <translation>%1（このコンピューターに適したもの）</translation>
    </message>
    <message>
        <source>About %1 to download and %2 of disk at most; %3 with a connection of %4 Mbit/s.</source>
        <translation>ダウンロードは約 %1、ディスクは最大 %2。%4 Mbit/s の接続で %3。</translation>
    </message>
    <message>
        <source>Made from its version</source>
        <translation>バージョンから自動で設定</translation>
    </message>
</context>
<context>
    <name>portico::app::ComputerPage</name>
    <message>
        <source>This computer</source>
        <translation>このコンピューター</translation>
    </message>
    <message>
        <source>What this computer is</source>
        <translation>このコンピューターの内容</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>もう一度調べる(&amp;L)</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>テキストとしてコピー(&amp;T)</translation>
    </message>
    <message>
        <source>The right build</source>
        <translation>適したビルド</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>このコンピューターを調べています…</translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>グラフィックス</translation>
    </message>
    <message>
        <source>What else is here</source>
        <translation>そのほかにあるもの</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>ライブラリ</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>自己診断</translation>
    </message>
    <message>
        <source>Makes a small demo bundle and takes it the whole way here: download, verify, unpack, start, a picture, stop, remove. It takes less than a minute and leaves nothing behind.</source>
        <translation>小さなデモ用バンドルを作り、ダウンロード、検証、展開、起動、画像の作成、停止、削除までをここで一通り行います。1 分もかからず、後には何も残しません。</translation>
    </message>
    <message>
        <source>&amp;Run the self-check</source>
        <translation>自己診断を実行(&amp;R)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Cancel the self-check</source>
        <translation>自己診断をキャンセル</translation>
    </message>
    <message>
        <source>&amp;Run the self-check again</source>
        <translation>自己診断をもう一度実行(&amp;R)</translation>
    </message>
    <message>
        <source>The self-check was cancelled.</source>
        <translation>自己診断をキャンセルしました。</translation>
    </message>
    <message>
        <source>Everything works on this computer. It took %1.</source>
        <translation>このコンピューターではすべて正常に動きます。%1 かかりました。</translation>
    </message>
    <message>
        <source>Something does not work here yet. The failed step says what and what to do.</source>
        <translation>まだ動かないものがあります。失敗した手順に、内容と対処が書かれています。</translation>
    </message>
</context>
<context>
    <name>portico::app::ComputerText</name>
    <message>
        <source>shared with the computer</source>
        <translation>コンピューターと共有</translation>
    </message>
    <message>
        <source>%1, %2 free now</source>
        <translation>%1、現在の空き %2</translation>
    </message>
    <message>
        <source>%1 set aside, shared with the computer</source>
        <translation>%1 を確保、コンピューターと共有</translation>
    </message>
    <message>
        <source>compute capability %1</source>
        <translation>compute capability %1</translation>
    </message>
    <message>
        <source>part of the processor</source>
        <translation>プロセッサーに内蔵</translation>
    </message>
    <message>
        <source>inside Windows (WSL)</source>
        <translation>Windows の中（WSL）</translation>
    </message>
    <message>
        <source>in a container</source>
        <translation>コンテナーの中</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n core(s)</source>
        <translation>
            <numerusform>%1、%n コア</numerusform>
        </translation>
    </message>
    <message>
        <source>this Portico runs under Rosetta</source>
        <translation>この Portico は Rosetta で動いています</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>世代</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>ドライバー</translation>
    </message>
    <message>
        <source>System</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>プロセッサー</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>マザーボード</translation>
    </message>
    <message>
        <source>Disk of the library</source>
        <translation>ライブラリのディスク</translation>
    </message>
    <message>
        <source>%1 free of %2 (%3)</source>
        <comment>disk space and kind of file system</comment>
        <translation>空き %1 / %2（%3）</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>読み取れませんでした</translation>
    </message>
    <message>
        <source>Right build: %1</source>
        <translation>適したビルド：%1</translation>
    </message>
    <message>
        <source>%1 (GPU %2)</source>
        <comment>name and number</comment>
        <translation>%1（GPU %2）</translation>
    </message>
</context>
<context>
    <name>portico::app::DesktopRows</name>
    <message>
        <source>Show an icon in the s&amp;ystem tray</source>
        <translation>システムトレイにアイコンを表示(&amp;Y)</translation>
    </message>
    <message>
        <source>It shows what runs, starts and stops it, and keeps Portico there when the window is closed meanwhile.</source>
        <translation>実行中のものを示し、起動と停止ができます。実行中にウィンドウを閉じても、Portico はそこに残ります。</translation>
    </message>
    <message>
        <source>This desktop has no system tray, so no icon is shown. Some desktops have one as an extension.</source>
        <translation>このデスクトップにはシステムトレイがないため、アイコンを表示しません。拡張機能で追加できるデスクトップもあります。</translation>
    </message>
    <message>
        <source>Tell me when something that takes &amp;long has ended</source>
        <translation>時間のかかる作業が終わったら知らせる(&amp;L)</translation>
    </message>
    <message>
        <source>As a notification, and only while you work in another program.</source>
        <translation>通知で知らせます。別のプログラムで作業している間だけです。</translation>
    </message>
    <message>
        <source>Start &amp;Portico when I sign in</source>
        <translation>サインイン時に Portico を起動(&amp;P)</translation>
    </message>
    <message>
        <source>Without its window, where it has an icon in the system tray. No install is started by that.</source>
        <translation>システムトレイにアイコンがある場合は、ウィンドウなしで起動します。これでインストールが起動することはありません。</translation>
    </message>
    <message>
        <source>This package of Portico runs in a sandbox, which cannot be started so. Your desktop’s own settings can do it.</source>
        <translation>この Portico のパッケージはサンドボックスの中で動くため、この方法では起動できません。デスクトップ自体の設定で行えます。</translation>
    </message>
    <message>
        <source>A tab of the browser</source>
        <translation>ブラウザーのタブ</translation>
    </message>
    <message>
        <source>A window of its own</source>
        <translation>専用ウィンドウ</translation>
    </message>
    <message>
        <source>ComfyUI opens in</source>
        <translation>ComfyUI を開く場所</translation>
    </message>
    <message>
        <source>C&amp;omfyUI opens in</source>
        <translation>ComfyUI を開く場所(&amp;O)</translation>
    </message>
    <message>
        <source>A window of its own has no tabs and no address bar. %1 can show it.</source>
        <comment>%1 is a browser</comment>
        <translation>専用ウィンドウには、タブもアドレスバーもありません。%1 で表示できます。</translation>
    </message>
    <message>
        <source>A window of its own needs Chrome, Chromium, Edge, Brave or Vivaldi, and none of them is here. Until then the browser opens as ever.</source>
        <translation>専用ウィンドウには Chrome、Chromium、Edge、Brave、Vivaldi のどれかが必要ですが、ここにはどれもありません。それまでは、これまでどおりブラウザーで開きます。</translation>
    </message>
</context>
<context>
    <name>portico::app::Diagnoses</name>
    <message>
        <source>Read the log of the last start</source>
        <translation>前回の起動のログの読み込み</translation>
    </message>
</context>
<context>
    <name>portico::app::DiagnosisCards</name>
    <message>
        <source>What the log says: %1</source>
        <translation>ログから分かること：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s): “porticoctl diagnose” and the overview list them.</source>
        <translation>
            <numerusform>ほかに %n 件の診断結果があります。「porticoctl diagnose」と概要に一覧があります。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::Dialogs</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>portico::app::DiskPage</name>
    <message>
        <source>Disk</source>
        <translation>ディスク</translation>
    </message>
    <message>
        <source>How much space Portico takes</source>
        <translation>Portico が使っている容量</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>もう一度計測(&amp;M)</translation>
    </message>
    <message>
        <source>Installs</source>
        <translation>インストール</translation>
    </message>
    <message>
        <source>Shared by all installs</source>
        <translation>すべてのインストールで共有</translation>
    </message>
    <message>
        <source>Kept for offline</source>
        <translation>オフライン用に保管</translation>
    </message>
    <message>
        <source>What nobody needs</source>
        <translation>誰にも不要なもの</translation>
    </message>
    <message>
        <source>Measure the library</source>
        <translation>ライブラリを計測</translation>
    </message>
    <message>
        <source>Portico measures its library…</source>
        <translation>Portico がライブラリを計測しています…</translation>
    </message>
    <message>
        <source>Portico&apos;s library takes %1.</source>
        <translation>Portico のライブラリは %1 を使っています。</translation>
    </message>
    <message>
        <source>%1 are free on its disk.</source>
        <translation>ディスクの空きは %1 です。</translation>
    </message>
    <message>
        <source>%1 are used in several places and take their space once.</source>
        <translation>%1 は複数の場所で使われていますが、場所を取るのは一度だけです。</translation>
    </message>
    <message>
        <source>Copies on this disk may share space, so it can be less.</source>
        <translation>このディスクではコピーが領域を共有することがあるため、実際はもっと少ないかもしれません。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>part of an install, its size</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>There is no install yet.</source>
        <translation>まだインストールがありません。</translation>
    </message>
    <message>
        <source>Nothing is shared yet.</source>
        <translation>まだ共有されているものはありません。</translation>
    </message>
    <message>
        <source>Look for what nobody needs</source>
        <translation>不要なものを探す</translation>
    </message>
    <message>
        <source>Portico looks for what could go…</source>
        <translation>Portico が、消せるものを探しています…</translation>
    </message>
    <message>
        <source>Nothing lies here that nobody needs.</source>
        <translation>不要なものはありません。</translation>
    </message>
    <message>
        <source>Clean up the library</source>
        <translation>ライブラリの片付け</translation>
    </message>
</context>
<context>
    <name>portico::app::DriftCards</name>
    <message>
        <source>Every file is whole at any time: this may be stopped.</source>
        <translation>どのファイルも常に完全な状態です。途中で止めてもかまいません。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What was changed</source>
        <translation>変更されたもの</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvLogDialog</name>
    <message>
        <source>How “%1” was built</source>
        <translation>「%1」の構築の記録</translation>
    </message>
    <message>
        <source>Nothing was said yet. The log fills while it is built.</source>
        <translation>まだ何もありません。構築が進むとログが増えていきます。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvLook</name>
    <message>
        <source>Built by comfy-env itself.</source>
        <translation>comfy-env 自身が構築しました。</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n 個のパッケージ</numerusform>
        </translation>
    </message>
    <message>
        <source>being measured…</source>
        <translation>計測中…</translation>
    </message>
    <message>
        <source>The last build failed: %1</source>
        <translation>前回の構築は失敗しました：%1</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>求めている側</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>エンジン</translation>
    </message>
    <message>
        <source>Built</source>
        <translation>構築日時</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>comfy-env %1, %2</source>
        <comment>a version, a tag of Python and torch</comment>
        <translation>comfy-env %1、%2</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>ほかの環境</translation>
    </message>
    <message>
        <source>Line %1</source>
        <comment>of a file</comment>
        <translation>%1 行目</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>構築(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>修復(&amp;R)</translation>
    </message>
    <message>
        <source>Build a&amp;gain</source>
        <translation>再構築(&amp;G)</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>作業中</translation>
    </message>
    <message>
        <source>Made as comfy-env %1 of this install makes them, for %2.</source>
        <comment>a version; a tag of Python and torch</comment>
        <translation>このインストールの comfy-env %1 が作るのと同じように、%2 用に作られました。</translation>
    </message>
    <message>
        <source>comfy-env is not installed here; the packs ask for %1.</source>
        <translation>ここに comfy-env はインストールされていません。パックは %1 を求めています。</translation>
    </message>
    <message>
        <source>“%1” asks for comfy-env %2.</source>
        <translation>「%1」は comfy-env %2 を求めています。</translation>
    </message>
    <message numerus="yes">
        <source>%n environment(s)</source>
        <translation>
            <numerusform>%n 個の環境</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n need(s) attention</source>
        <translation>
            <numerusform>%1 · %n 個に対処が必要</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · in work</source>
        <comment>environments</comment>
        <translation>%1 · 作業中</translation>
    </message>
    <message>
        <source>%1 · all well</source>
        <comment>environments</comment>
        <translation>%1 · 問題なし</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentRow</name>
    <message>
        <source>Show &amp;log</source>
        <translation>ログを表示(&amp;L)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an environment; its state</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what a button does; the environment</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>More about this environment</source>
        <translation>この環境の詳細</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>そのほかの操作</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentView</name>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n 個のパッケージ</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>見つかりません</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>a version of torch; an accelerator</comment>
        <translation>%2 用の %1</translation>
    </message>
    <message>
        <source>None: your own folder keeps its own packages</source>
        <translation>なし：ご自分のフォルダーは自分でパッケージを管理します</translation>
    </message>
    <message>
        <source>None: the node packs need nothing beyond the base</source>
        <translation>なし：ノードパックはベースのほかに何も必要としません</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s), %1 · %2</source>
        <comment>%1 is a size, %2 the id of a layer</comment>
        <translation>
            <numerusform>%n 個のパッケージ、%1 · %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Base</source>
        <translation>ベース</translation>
    </message>
    <message>
        <source>torch</source>
        <translation>torch</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>レイヤー</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>フォルダーを開く</translation>
    </message>
    <message>
        <source>Open the folder of the layer and its lock</source>
        <translation>レイヤーとそのロックのフォルダーを開きます</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>ロック</translation>
    </message>
</context>
<context>
    <name>portico::app::Environments</name>
    <message>
        <source>Read the environments</source>
        <translation>環境の読み込み</translation>
    </message>
    <message>
        <source>Measure the environments</source>
        <translation>環境の計測</translation>
    </message>
    <message>
        <source>“%1” was not built.</source>
        <translation>「%1」は構築されませんでした。</translation>
    </message>
    <message>
        <source>Build the environment %1</source>
        <translation>環境 %1 を構築</translation>
    </message>
    <message>
        <source>Build the environment %1 again</source>
        <translation>環境 %1 を再構築</translation>
    </message>
    <message>
        <source>Repair all environments</source>
        <translation>すべての環境を修復</translation>
    </message>
    <message>
        <source>Repair the environment %1</source>
        <translation>環境 %1 を修復</translation>
    </message>
    <message>
        <source>Remove unused environments</source>
        <translation>使われていない環境を削除</translation>
    </message>
    <message>
        <source>Remove the environment %1</source>
        <translation>環境 %1 を削除</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentsTab</name>
    <message>
        <source>Isolated environments</source>
        <translation>分離環境</translation>
    </message>
    <message>
        <source>How the isolated environments are</source>
        <translation>分離環境の状態</translation>
    </message>
    <message>
        <source>Repair &amp;all</source>
        <translation>すべて修復(&amp;A)</translation>
    </message>
    <message>
        <source>The environments are being read…</source>
        <translation>環境を読み込んでいます…</translation>
    </message>
    <message>
        <source>No isolated environments</source>
        <translation>分離環境はありません</translation>
    </message>
    <message>
        <source>Some node packs need libraries that do not get along with those of others. Such a pack brings a comfy-env.toml, and gets a Python of its own here, so that nothing else in this install has to change. No pack of this install asks for that.</source>
        <translation>ノードパックの中には、ほかのパックのライブラリと両立しないライブラリを必要とするものがあります。そのようなパックには comfy-env.toml が付いていて、ここで専用の Python を持つため、このインストールのほかの部分を変える必要がありません。このインストールのどのパックも、それを求めていません。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Remove &amp;unused…</source>
        <translation>未使用のものを削除(&amp;U)…</translation>
    </message>
    <message>
        <source>Environments that are not used</source>
        <translation>使われていない環境</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>このインストールはより新しい Portico が作ったもので、この Portico では変更しません。</translation>
    </message>
    <message>
        <source>“%1” is running, and its nodes use the environments. Stop it first.</source>
        <translation>「%1」が実行中で、そのノードが環境を使っています。先に停止してください。</translation>
    </message>
    <message>
        <source>All environments are as they should be</source>
        <translation>すべての環境が正常です</translation>
    </message>
    <message>
        <source>Remove the environment “%1”?</source>
        <translation>環境「%1」を削除しますか？</translation>
    </message>
    <message>
        <source>The nodes of “%1” that run in it will not work until it is built again. Its node pack stays.</source>
        <translation>「%1」のうちこの環境で動くノードは、再構築するまで動きません。ノードパックは残ります。</translation>
    </message>
    <message>
        <source>Remove “%1” all the same?</source>
        <translation>それでも「%1」を削除しますか？</translation>
    </message>
    <message>
        <source>Whoever uses it needs to build it again before its nodes work.</source>
        <translation>これを使っているものは、再構築するまでそのノードが動きません。</translation>
    </message>
    <message>
        <source>Remove unused environments?</source>
        <translation>使われていない環境を削除しますか？</translation>
    </message>
    <message>
        <source>No node pack asks for them. They are deleted for good, and can be built again if a pack should need one.</source>
        <translation>これらを求めるノードパックはありません。完全に削除されますが、パックが必要とすれば、また構築できます。</translation>
    </message>
    <message>
        <source>“python” and “pip” are those of the environment “%1”.</source>
        <translation>「python」と「pip」は、環境「%1」のものです。</translation>
    </message>
    <message>
        <source>Open a terminal</source>
        <translation>端末を開く</translation>
    </message>
    <message>
        <source>Install what “%1” wants</source>
        <translation>「%1」が希望するものをインストール</translation>
    </message>
    <message>
        <source>Portico is about to run this command. Press Enter to run it, or close this window.</source>
        <translation>Portico は次のコマンドを実行します。実行するには Enter を押し、やめるにはこのウィンドウを閉じてください。</translation>
    </message>
    <message>
        <source>It has ended. Press Enter to close this window.</source>
        <translation>終了しました。Enter を押すとこのウィンドウが閉じます。</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>削除(&amp;M)…</translation>
    </message>
    <message>
        <source>Show &amp;log</source>
        <translation>ログを表示(&amp;L)</translation>
    </message>
    <message>
        <source>Open &amp;terminal here</source>
        <translation>ここで端末を開く(&amp;T)</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>フォルダーを開く(&amp;F)</translation>
    </message>
</context>
<context>
    <name>portico::app::ExtrasPanel</name>
    <message>
        <source>A set of &amp;your own</source>
        <translation>ご自分のセット(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;None any more</source>
        <translation>使わない(&amp;N)</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>ファイルを選ぶ(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Build what has no ready build; that runs its authors’ own code</source>
        <translation>完成済みビルドのないものを構築する（作者のコードが実行されます）(&amp;B)</translation>
    </message>
    <message>
        <source>Packages that many node packs use without asking for them, on this install’s own torch. What cannot be had for this computer is left out, and the plan says why.</source>
        <translation>多くのノードパックが、求めることなく使っているパッケージです。このインストール自身の torch の上で使います。このコンピューター用に入手できないものは除外され、その理由は計画に示されます。</translation>
    </message>
    <message numerus="yes">
        <source>The &amp;ready set of %n package(s)</source>
        <translation>
            <numerusform>用意されたセット（%n 個のパッケージ）(&amp;R)</numerusform>
        </translation>
    </message>
    <message>
        <source>A JSON file with packages, strip, files</source>
        <translation>packages、strip、files のある JSON ファイル</translation>
    </message>
    <message>
        <source>File of your own set</source>
        <translation>ご自分のセットのファイル</translation>
    </message>
    <message>
        <source>A set is a file that ends in .json.</source>
        <translation>セットは .json で終わるファイルです。</translation>
    </message>
    <message>
        <source>Sets of packages (*.json)</source>
        <translation>パッケージのセット (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::FileLog</name>
    <message>
        <source>Follow a log</source>
        <translation>ログを追う</translation>
    </message>
</context>
<context>
    <name>portico::app::FindingRow</name>
    <message>
        <source>Put torch right</source>
        <translation>torch を直す</translation>
    </message>
    <message>
        <source>Reinstall it</source>
        <translation>再インストール</translation>
    </message>
    <message>
        <source>Clear it away</source>
        <translation>片付ける</translation>
    </message>
    <message>
        <source>Install it</source>
        <translation>インストール</translation>
    </message>
    <message>
        <source>Keep one of them</source>
        <translation>一つだけ残す</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what repairs a finding; the finding</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>portico::app::FirstStartPage</name>
    <message>
        <source>This is the list as it was: %1. %2</source>
        <translation>これは %1 の時点の一覧です。%2</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>もう一度試す(&amp;T)</translation>
    </message>
    <message>
        <source>Compose &amp;without a bundle</source>
        <translation>バンドルなしで組み立てる(&amp;W)</translation>
    </message>
    <message>
        <source>Bring ComfyUI home</source>
        <translation>ComfyUI をお手元に</translation>
    </message>
    <message>
        <source>What this computer is</source>
        <translation>このコンピューターの内容</translation>
    </message>
    <message>
        <source>&amp;Other builds…</source>
        <translation>ほかのビルド(&amp;O)…</translation>
    </message>
    <message>
        <source>I already have &amp;ComfyUI…</source>
        <translation>すでに ComfyUI がある(&amp;C)…</translation>
    </message>
    <message>
        <source>A &amp;file or address…</source>
        <translation>ファイルまたはアドレス(&amp;F)…</translation>
    </message>
    <message>
        <source>Check that everything works on this computer</source>
        <translation>このコンピューターですべて動くか確認</translation>
    </message>
    <message>
        <source>It was begun before and is not done yet: what was downloaded is kept.</source>
        <translation>以前に始めて、まだ終わっていません。ダウンロード済みの分は残っています。</translation>
    </message>
    <message>
        <source>It is being set up; how far it is stands below.</source>
        <translation>セットアップ中です。進み具合は下に表示されます。</translation>
    </message>
    <message>
        <source>It is not done yet: what was downloaded is kept.</source>
        <translation>まだ終わっていません。ダウンロード済みの分は残っています。</translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation>このコンピューターを調べています…</translation>
    </message>
    <message>
        <source>The list of builds could not be fetched. %1</source>
        <translation>ビルドの一覧を取得できませんでした。%1</translation>
    </message>
</context>
<context>
    <name>portico::app::FixActs</name>
    <message>
        <source>Disable %1</source>
        <translation>%1 を無効化</translation>
    </message>
    <message>
        <source>Run install.py of %1</source>
        <translation>%1 の install.py を実行</translation>
    </message>
    <message>
        <source>Update %1</source>
        <translation>%1 を更新</translation>
    </message>
    <message>
        <source>Look what %1 needs</source>
        <translation>%1 に必要なものを調べる</translation>
    </message>
    <message>
        <source>Install what %1 needs</source>
        <translation>%1 に必要なものをインストール</translation>
    </message>
    <message>
        <source>%1 could not be opened.</source>
        <translation>%1 を開けませんでした。</translation>
    </message>
    <message>
        <source>Copy this address and open it in a browser or a file manager.</source>
        <translation>このアドレスをコピーして、ブラウザーまたはファイルマネージャーで開いてください。</translation>
    </message>
</context>
<context>
    <name>portico::app::FolderField</name>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>選択：%1</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRows</name>
    <message>
        <source>Newest runs</source>
        <translation>最新の実行</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>サインイン済み</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>owner/name</translation>
    </message>
    <message>
        <source>Build t&amp;here…</source>
        <translation>そこで構築(&amp;H)…</translation>
    </message>
    <message>
        <source>Build there</source>
        <translation>そこで構築</translation>
    </message>
    <message>
        <source>Show its r&amp;uns</source>
        <translation>実行を表示(&amp;U)</translation>
    </message>
    <message>
        <source>Re&amp;pository</source>
        <translation>リポジトリ(&amp;P)</translation>
    </message>
    <message>
        <source>Wor&amp;kflow</source>
        <translation>ワークフロー(&amp;K)</translation>
    </message>
    <message>
        <source>Nobody is signed in. Bundles can be built on GitHub&apos;s computers for Linux, Windows and macOS, and released there.</source>
        <translation>サインインしていません。GitHub の Linux、Windows、macOS のコンピューターでバンドルを構築し、そこでリリースできます。</translation>
    </message>
    <message>
        <source>Asking GitHub whose the token is…</source>
        <translation>トークンの持ち主を GitHub に問い合わせています…</translation>
    </message>
    <message>
        <source>Signed in as %1 on %2.</source>
        <translation>%1 として %2 にサインインしています。</translation>
    </message>
    <message>
        <source>There is a token for %1.</source>
        <translation>%1 のトークンがあります。</translation>
    </message>
    <message>
        <source>Tok&amp;en…</source>
        <translation>トークン(&amp;E)…</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>サインイン(&amp;I)…</translation>
    </message>
    <message>
        <source>Token of GitHub</source>
        <translation>GitHub のトークン</translation>
    </message>
    <message>
        <source>Sign in to GitHub</source>
        <translation>GitHub にサインイン</translation>
    </message>
    <message>
        <source>No runs yet.</source>
        <translation>まだ実行はありません。</translation>
    </message>
    <message>
        <source>Run %1 · %2 · %3 · %4</source>
        <comment>number, state, branch, moment</comment>
        <translation>実行 %1 · %2 · %3 · %4</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>見る</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>見守る</translation>
    </message>
    <message>
        <source>%1: run %2</source>
        <comment>what a button does; number of the run</comment>
        <translation>%1：実行 %2</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRunDialog</name>
    <message>
        <source>Update the portable bundle&apos;s recipe</source>
        <translation>ポータブルバンドルのレシピを更新</translation>
    </message>
    <message>
        <source>Put Portico&apos;s own workflow there, too</source>
        <translation>Portico 自身のワークフローもそこに置く</translation>
    </message>
    <message>
        <source>Build on GitHub</source>
        <translation>GitHub で構築</translation>
    </message>
    <message>
        <source>The recipe goes onto the branch as one commit, the workflow is started, and its jobs are watched here. What it makes can be downloaded afterwards.</source>
        <translation>レシピを一つのコミットとしてブランチに入れ、ワークフローを開始し、そのジョブをここで見守ります。できたものは、後でダウンロードできます。</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>owner/name</translation>
    </message>
    <message>
        <source>The repository&apos;s own</source>
        <translation>リポジトリ自身のもの</translation>
    </message>
    <message>
        <source>None; or a tag such as v1.2.0</source>
        <translation>なし、または v1.2.0 などのタグ</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>%1, as recipe.json</source>
        <translation>%1（recipe.json として）</translation>
    </message>
    <message>
        <source>It builds for Linux, Windows and macOS, and needs the variable PORTICO_DOWNLOADS</source>
        <translation>Linux、Windows、macOS 用に構築します。変数 PORTICO_DOWNLOADS が必要です</translation>
    </message>
    <message>
        <source>&amp;Repository</source>
        <translation>リポジトリ(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Branch</source>
        <translation>ブランチ(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Push first</source>
        <translation>先にプッシュするもの(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>メッセージ(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Workflow</source>
        <translation>ワークフロー(&amp;W)</translation>
    </message>
    <message>
        <source>Make a re&amp;lease</source>
        <translation>リリースを作成(&amp;L)</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>足りないもの</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>開始(&amp;S)</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>A repository is named owner/name.</source>
        <translation>リポジトリは owner/name の形で書いてください。</translation>
    </message>
    <message>
        <source>Name the workflow&apos;s file, such as build.yml.</source>
        <translation>build.yml など、ワークフローのファイル名を書いてください。</translation>
    </message>
    <message>
        <source>Say what the commit is about.</source>
        <translation>コミットの内容を書いてください。</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRuns</name>
    <message>
        <source>Push the recipe</source>
        <translation>レシピをプッシュ</translation>
    </message>
    <message numerus="yes">
        <source>Pushed %n file(s) to %1.</source>
        <translation>
            <numerusform>%n 個のファイルを %1 にプッシュしました。</numerusform>
        </translation>
    </message>
    <message>
        <source>The branch %1 has all of it already.</source>
        <translation>ブランチ %1 には、すでにすべてあります。</translation>
    </message>
    <message>
        <source>Start the workflow</source>
        <translation>ワークフローを開始</translation>
    </message>
    <message>
        <source>Downloaded to %1 and compared with GitHub&apos;s digest.</source>
        <translation>%1 にダウンロードし、GitHub のダイジェストと照合しました。</translation>
    </message>
    <message>
        <source>Downloaded to %1. GitHub named no digest to compare with.</source>
        <translation>%1 にダウンロードしました。GitHub は照合用のダイジェストを示していません。</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>実行 %1：%2</translation>
    </message>
    <message>
        <source>Nobody watches any more; the run on GitHub goes on.</source>
        <translation>見守るのをやめました。GitHub での実行は続きます。</translation>
    </message>
    <message>
        <source>Build on GitHub: %1</source>
        <translation>GitHub で構築：%1</translation>
    </message>
    <message>
        <source>Watch run %1 of %2</source>
        <translation>%2 の実行 %1 を見守る</translation>
    </message>
    <message>
        <source>Cancel run %1 of %2</source>
        <translation>%2 の実行 %1 をキャンセル</translation>
    </message>
    <message>
        <source>GitHub was asked to end it; that takes a while.</source>
        <translation>GitHub に終了を求めました。しばらくかかります。</translation>
    </message>
    <message>
        <source>Download what run %1 of %2 made</source>
        <translation>%2 の実行 %1 の成果物をダウンロード</translation>
    </message>
    <message>
        <source>List the runs of %1</source>
        <translation>%1 の実行を一覧</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubSignIn</name>
    <message>
        <source>Ask GitHub whose the token is</source>
        <translation>トークンの持ち主を GitHub に問い合わせ</translation>
    </message>
    <message>
        <source>A fine-grained token: its permissions show at use.</source>
        <translation>fine-grained トークンです。許可は使うときに分かります。</translation>
    </message>
    <message>
        <source>It has no rights.</source>
        <translation>権限がありません。</translation>
    </message>
    <message>
        <source>Its rights: %1.</source>
        <translation>権限：%1。</translation>
    </message>
</context>
<context>
    <name>portico::app::Given</name>
    <message>
        <source>What Portico was asked to open cannot be read.</source>
        <translation>Portico で開くよう求められたものを読めません。</translation>
    </message>
    <message>
        <source>Open a bundle, a folder, an address, or a recipe, snapshot or list of builds.</source>
        <translation>バンドル、フォルダー、アドレス、またはレシピ、スナップショット、ビルドの一覧を開いてください。</translation>
    </message>
    <message>
        <source>There is no file or folder %1.</source>
        <translation>ファイルまたはフォルダー %1 がありません。</translation>
    </message>
    <message>
        <source>Check the path. An address begins with https://.</source>
        <translation>パスを確認してください。アドレスは https:// で始まります。</translation>
    </message>
</context>
<context>
    <name>portico::app::Glossary</name>
    <message>
        <source>A bundle is an archive with ComfyUI and a Python of its own in it, made for one kind of computer.</source>
        <translation>バンドルは、ComfyUI と専用の Python が入ったアーカイブで、一種類のコンピューター用に作られています。</translation>
    </message>
    <message>
        <source>The accelerator is what ComfyUI computes on: CUDA on NVIDIA&apos;s cards, ROCm on AMD&apos;s, XPU on Intel&apos;s, MPS on a Mac, or the processor alone.</source>
        <translation>アクセラレーターは、ComfyUI が計算に使うものです。NVIDIA のカードでは CUDA、AMD では ROCm、Intel では XPU、Mac では MPS、またはプロセッサーだけを使います。</translation>
    </message>
    <message>
        <source>The base is the Python that ComfyUI came with, and its packages. Portico never changes it, so node packs cannot break it.</source>
        <translation>ベースは、ComfyUI に付属していた Python とそのパッケージです。Portico はこれを決して変更しないため、ノードパックで壊れることはありません。</translation>
    </message>
    <message>
        <source>The layer holds the packages that your node packs need beyond the base. It lies behind the base, is exchanged as a whole, and can be built again at any time.</source>
        <translation>レイヤーには、ベースのほかにノードパックが必要とするパッケージが入ります。ベースの後ろに置かれ、全体がまとめて交換され、いつでも構築し直せます。</translation>
    </message>
    <message>
        <source>An isolated environment is a Python of its own for one node pack, where its packages cannot get in the way of others.</source>
        <translation>分離環境は、一つのノードパック専用の Python です。そこにあるパッケージが、ほかのものの妨げになることはありません。</translation>
    </message>
    <message>
        <source>A generation is one version of ComfyUI with its Python, in a folder of its own. An update makes a new one; going back means using an old one again.</source>
        <translation>世代は、ComfyUI の一つのバージョンとその Python で、専用のフォルダーにあります。更新すると新しい世代ができ、戻すときは古い世代をもう一度使います。</translation>
    </message>
    <message>
        <source>A snapshot is a small note of what an install was: its version, node packs, packages and settings. Portico takes one before every change.</source>
        <translation>スナップショットは、インストールのその時の状態（バージョン、ノードパック、パッケージ、設定）を記した小さな記録です。Portico は変更のたびに、その前に一つ作成します。</translation>
    </message>
    <message>
        <source>Something differs from what Portico installed: a program, or you, changed packages or node packs. You can put it back, or keep it.</source>
        <translation>Portico がインストールしたものと異なる点があります。プログラム、またはあなたが、パッケージやノードパックを変更しました。元に戻すことも、そのまま残すこともできます。</translation>
    </message>
    <message>
        <source>New packages are waited with for some days, because harmful ones are mostly found and removed within that time.</source>
        <translation>新しいパッケージは、数日待ってから使います。有害なものは、たいていその間に見つかって取り除かれるからです。</translation>
    </message>
    <message>
        <source>The store is the folder of the library where packages lie that several installs share, so that each takes its space only once.</source>
        <translation>ストアはライブラリの中のフォルダーで、複数のインストールが共有するパッケージがあります。そのため、それぞれのパッケージは一つ分の容量しか使いません。</translation>
    </message>
    <message>
        <source>The track says which versions an install follows: the latest one, or the stable one, which stays a little behind on purpose.</source>
        <translation>トラックは、インストールがどのバージョンに従うかを示します。最新版か、あえて少し遅らせた安定版です。</translation>
    </message>
</context>
<context>
    <name>portico::app::GpuBoxes</name>
    <message>
        <source>None that it could choose from</source>
        <translation>選べるものがありません</translation>
    </message>
    <message>
        <source>%1, not among the GPUs of this computer</source>
        <comment>a UUID or number</comment>
        <translation>%1、このコンピューターの GPU にはありません</translation>
    </message>
    <message>
        <source>All of them, or those that are chosen; one at least stays</source>
        <translation>すべて、または選んだもの。少なくとも一つは残します</translation>
    </message>
</context>
<context>
    <name>portico::app::GpuList</name>
    <message>
        <source>GPUs</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>No GPU was found. ComfyUI can compute on the processor.</source>
        <translation>GPU が見つかりませんでした。ComfyUI はプロセッサーで計算できます。</translation>
    </message>
    <message>
        <source>%1 · decides the build</source>
        <translation>%1 · ビルドを決めるもの</translation>
    </message>
</context>
<context>
    <name>portico::app::GuideView</name>
    <message>
        <source>Guide</source>
        <translation>ガイド</translation>
    </message>
</context>
<context>
    <name>portico::app::GuideWindow</name>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>Guide to Portico</source>
        <translation>Portico のガイド</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>章</translation>
    </message>
    <message>
        <source>Find in the guide</source>
        <translation>ガイド内を検索</translation>
    </message>
    <message>
        <source>The guide does not say “%1” anywhere.</source>
        <translation>ガイドのどこにも「%1」はありません。</translation>
    </message>
    <message>
        <source>No browser could be opened. Open this address yourself: %1</source>
        <translation>ブラウザーを開けませんでした。このアドレスをご自分で開いてください：%1</translation>
    </message>
</context>
<context>
    <name>portico::app::GuiltyDialog</name>
    <message>
        <source>ComfyUI does not star&amp;t, or a node pack is not loaded</source>
        <translation>ComfyUI が起動しない、またはノードパックが読み込まれない(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Something else: ask me each time</source>
        <translation>その他：毎回尋ねる(&amp;O)</translation>
    </message>
    <message>
        <source>Find the guilty node pack of “%1”</source>
        <translation>「%1」の原因のパックを探す</translation>
    </message>
    <message>
        <source>Portico starts ComfyUI a few times, each time with half of the node packs that are still under suspicion: at most 8 starts for 50 packs. Nothing of this install is moved or changed.</source>
        <translation>Portico は、まだ疑わしいノードパックの半分ずつで ComfyUI を何度か起動します。50 個のパックなら最大 8 回です。このインストールの何も移動も変更もしません。</translation>
    </message>
    <message>
        <source>What goes wrong?</source>
        <translation>どんな問題ですか？</translation>
    </message>
    <message>
        <source>&amp;Find it</source>
        <translation>探す(&amp;F)</translation>
    </message>
</context>
<context>
    <name>portico::app::GuiltySearches</name>
    <message>
        <source>Find the guilty node pack of %1</source>
        <translation>%1 の原因のパックを探す</translation>
    </message>
</context>
<context>
    <name>portico::app::HardwareChoice</name>
    <message>
        <source>Computes on</source>
        <translation>計算に使うもの</translation>
    </message>
    <message>
        <source>Computes &amp;on</source>
        <translation>計算に使うもの(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;GPUs</source>
        <translation>GPU(&amp;G)</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>About this choice</source>
        <translation>この選択について</translation>
    </message>
    <message>
        <source>What its build is made for</source>
        <translation>ビルドの対象</translation>
    </message>
    <message>
        <source>%1, as its build is made</source>
        <translation>%1（ビルドのとおり）</translation>
    </message>
    <message>
        <source>The processor (CPU), slow</source>
        <translation>プロセッサー（CPU）、低速</translation>
    </message>
</context>
<context>
    <name>portico::app::Health</name>
    <message>
        <source>Read the node packs</source>
        <translation>ノードパックの読み込み</translation>
    </message>
    <message>
        <source>Verify the packages</source>
        <translation>パッケージの検証</translation>
    </message>
</context>
<context>
    <name>portico::app::HelpLink</name>
    <message>
        <source>What is this?</source>
        <translation>これは何ですか？</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryLook</name>
    <message>
        <source>Snapshot</source>
        <translation>スナップショット</translation>
    </message>
    <message>
        <source>Node packs changed</source>
        <translation>ノードパックを変更</translation>
    </message>
    <message>
        <source>Isolated environments changed</source>
        <translation>分離環境を変更</translation>
    </message>
    <message>
        <source>Settings changed</source>
        <translation>設定を変更</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>修復</translation>
    </message>
    <message>
        <source>ComfyUI updated</source>
        <translation>ComfyUI を更新</translation>
    </message>
    <message>
        <source>Went back to an earlier state</source>
        <translation>以前の状態に戻した</translation>
    </message>
    <message>
        <source>Imported snapshot</source>
        <translation>スナップショットをインポート</translation>
    </message>
    <message>
        <source>Started well with all node packs</source>
        <translation>すべてのノードパックで正常に起動</translation>
    </message>
    <message>
        <source>The install is so now.</source>
        <translation>インストールは今この状態です。</translation>
    </message>
    <message>
        <source>Nothing of what is remembered became different.</source>
        <translation>記録されている内容は何も変わりませんでした。</translation>
    </message>
    <message>
        <source>Nothing changed until the next step.</source>
        <translation>次の段階まで何も変わりませんでした。</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Since then: %1</source>
        <translation>それ以降：%1</translation>
    </message>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI、Python、torch</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>ノードパック</translation>
    </message>
    <message>
        <source>Packages of the node packs</source>
        <translation>ノードパックのパッケージ</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>分離環境</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>引数</translation>
    </message>
    <message>
        <source>Model folders</source>
        <translation>モデルフォルダー</translation>
    </message>
    <message>
        <source>%1 came: %2</source>
        <comment>a pack, package or setting; its version or value</comment>
        <translation>%1 が追加されました：%2</translation>
    </message>
    <message>
        <source>%1 went: %2</source>
        <comment>a pack, package or setting; its version or value</comment>
        <translation>%1 がなくなりました：%2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>a pack, package or setting; before; after</comment>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>The install is in this state now.</source>
        <translation>インストールは今この状態です。</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Cannot be as it was</source>
        <translation>元どおりにならないもの</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>知っておくこと</translation>
    </message>
    <message>
        <source>Made what a site declares</source>
        <translation>宣言された状態を適用</translation>
    </message>
    <message>
        <source>%1 · started well since</source>
        <comment>%1 is a moment</comment>
        <translation>%1 · その後、問題なく起動</translation>
    </message>
    <message>
        <source>Went to another generation</source>
        <translation>別の世代に切り替えた</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryRow</name>
    <message>
        <source>&amp;Go back…</source>
        <translation>戻す(&amp;G)…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>what happened; when</comment>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>what a button does; what happened; when</comment>
        <translation>%1：%2、%3</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>戻す</translation>
    </message>
    <message>
        <source>Shows what would be as it was before this</source>
        <translation>この変更の前の状態に戻すと何が変わるかを表示します</translation>
    </message>
    <message>
        <source>Shows what would be as it was then</source>
        <translation>当時の状態に戻すと何が変わるかを表示します</translation>
    </message>
    <message>
        <source>All changes</source>
        <translation>すべての変更</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>そのほかの操作</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a person&apos;s note</comment>
        <translation>「%1」</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryTab</name>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Before every change Portico remembers what this install is: ComfyUI, node packs and their packages, settings. Any of it can be gone back to. Models, pictures and your other files are never touched.</source>
        <translation>変更の前には必ず、Portico がこのインストールの状態（ComfyUI、ノードパックとそのパッケージ、設定）を記録します。どの状態にも戻せます。モデル、画像、そのほかのファイルには決して手を付けません。</translation>
    </message>
    <message>
        <source>&amp;Take a snapshot…</source>
        <translation>スナップショットを記録(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>インポート(&amp;I)…</translation>
    </message>
    <message>
        <source>A snapshot of another Portico, of ComfyUI-Manager or Comfy Desktop</source>
        <translation>ほかの Portico、ComfyUI-Manager、Comfy Desktop のスナップショットをインポートします</translation>
    </message>
    <message>
        <source>&amp;Keep for offline…</source>
        <translation>オフライン用に保管(&amp;K)…</translation>
    </message>
    <message>
        <source>Keeps all that this install is made of, so that it can be made again without a network</source>
        <translation>ネットワークなしで作り直せるように、このインストールを構成するものをすべて保管します</translation>
    </message>
    <message>
        <source>The history is being read…</source>
        <translation>履歴を読み込んでいます…</translation>
    </message>
    <message>
        <source>Nothing has changed yet</source>
        <translation>まだ何も変わっていません</translation>
    </message>
    <message>
        <source>The first good start and the first change of node packs, packages or settings begin the history of this install.</source>
        <translation>最初の正常な起動、またはノードパック、パッケージ、設定の最初の変更から、このインストールの履歴が始まります。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Read the history</source>
        <translation>履歴の読み込み</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>このインストールはより新しい Portico が作ったもので、この Portico では変更しません。</translation>
    </message>
    <message>
        <source>“%1” is running. Stop it first.</source>
        <translation>「%1」が実行中です。先に停止してください。</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>スナップショットを記録</translation>
    </message>
    <message>
        <source>Portico remembers what “%1” is now. It takes a few kilobytes, and ComfyUI may run meanwhile.</source>
        <translation>Portico が「%1」の今の状態を記録します。数キロバイトしか使わず、ComfyUI は動いたままでかまいません。</translation>
    </message>
    <message>
        <source>&amp;Take it</source>
        <translation>記録(&amp;T)</translation>
    </message>
    <message>
        <source>Take a snapshot of %1</source>
        <translation>%1 のスナップショットを記録</translation>
    </message>
    <message>
        <source>Go back to before “%1”, %2</source>
        <comment>what happened; when</comment>
        <translation>「%1」（%2）の前に戻す</translation>
    </message>
    <message>
        <source>Go back to “%1”, %2</source>
        <comment>what happened; when</comment>
        <translation>「%1」（%2）に戻す</translation>
    </message>
    <message>
        <source>Import a snapshot</source>
        <translation>スナップショットをインポート</translation>
    </message>
    <message>
        <source>Snapshots (*.json)</source>
        <translation>スナップショット (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Become as in %1</source>
        <comment>a file&apos;s name</comment>
        <translation>%1 の状態にする</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>メモ(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>エクスポート(&amp;E)…</translation>
    </message>
    <message>
        <source>Export for ComfyUI-&amp;Manager…</source>
        <translation>ComfyUI-Manager 用にエクスポート(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Copy its id</source>
        <translation>ID をコピー(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Forget it…</source>
        <translation>履歴から消す(&amp;F)…</translation>
    </message>
    <message>
        <source>A note on this state</source>
        <translation>この状態へのメモ</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>保存(&amp;K)</translation>
    </message>
    <message>
        <source>Note something about a snapshot</source>
        <translation>スナップショットにメモを付ける</translation>
    </message>
    <message>
        <source>Export a snapshot</source>
        <translation>スナップショットをエクスポート</translation>
    </message>
    <message>
        <source>Export a snapshot to %1</source>
        <translation>スナップショットを %1 にエクスポート</translation>
    </message>
    <message>
        <source>Forget this state?</source>
        <translation>この状態を履歴から消しますか？</translation>
    </message>
    <message>
        <source>Nothing of the install changes. The state of %1 can then not be gone back to any more, and old packages and node packs that only it needs may go with the next clean-up.</source>
        <translation>インストールは何も変わりません。%1 の状態には戻せなくなり、それだけに必要な古いパッケージとノードパックは、次の片付けで消えることがあります。</translation>
    </message>
    <message>
        <source>&amp;Forget it</source>
        <translation>履歴から消す(&amp;F)</translation>
    </message>
    <message>
        <source>Forget a snapshot</source>
        <translation>スナップショットを履歴から消す</translation>
    </message>
</context>
<context>
    <name>portico::app::ImportDialog</name>
    <message>
        <source>Open a snapshot</source>
        <translation>スナップショットを開く</translation>
    </message>
    <message>
        <source>“%1” says what an install was: its node packs, packages and settings. An install of yours can become the same. You see first what would change.</source>
        <translation>「%1」は、あるインストールのノードパック、パッケージ、設定の記録です。お使いのインストールを同じ状態にできます。何が変わるかを先に示します。</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>インストール(&amp;I)</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>インストール</translation>
    </message>
    <message>
        <source>&amp;Show what would change…</source>
        <translation>何が変わるかを表示(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallBundleForm</name>
    <message>
        <source>Tests that nothing needs</source>
        <translation>何にも必要ないテスト</translation>
    </message>
    <message>
        <source>Headers of C and C++ (torch.compile needs them)</source>
        <translation>C と C++ のヘッダー（torch.compile に必要）</translation>
    </message>
    <message>
        <source>Static libraries (torch.compile needs them)</source>
        <translation>静的ライブラリ（torch.compile に必要）</translation>
    </message>
    <message>
        <source>Caches of tools</source>
        <translation>ツールのキャッシュ</translation>
    </message>
    <message>
        <source>One file, however large</source>
        <translation>大きさにかかわらず一つのファイル</translation>
    </message>
    <message>
        <source>Parts under 2 GiB, as GitHub takes them</source>
        <translation>2 GiB 未満に分割（GitHub の上限）</translation>
    </message>
    <message>
        <source>Replace a bundle of that name if there is one</source>
        <translation>同じ名前のバンドルがあれば置き換える</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Other web pages may call it (CORS)</source>
        <translation>ほかのウェブページからの呼び出しを許可（CORS）</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>インストール(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>フォルダー(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Name begins with</source>
        <translation>名前の先頭(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>バージョン(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>アーカイブ(&amp;A)</translation>
    </message>
    <message>
        <source>In ho&amp;w many files</source>
        <translation>ファイルの分け方(&amp;W)</translation>
    </message>
    <message>
        <source>zip: every system opens it</source>
        <translation>zip：どのシステムでも開けます</translation>
    </message>
    <message>
        <source>tar.zst: smaller and quicker</source>
        <translation>tar.zst：より小さく、より速い</translation>
    </message>
    <message>
        <source>tar.gz</source>
        <translation>tar.gz</translation>
    </message>
    <message>
        <source>tar: not compressed</source>
        <translation>tar：圧縮なし</translation>
    </message>
    <message>
        <source>Leave out: %1</source>
        <translation>除外：%1</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s: %1</source>
        <comment>a version</comment>
        <translation>ComfyUI のもの：%1</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallHeader</name>
    <message>
        <source>C&amp;hange…</source>
        <translation>変更(&amp;H)…</translation>
    </message>
    <message>
        <source>Open in &amp;browser</source>
        <translation>ブラウザーで開く(&amp;B)</translation>
    </message>
    <message>
        <source>Change the version of ComfyUI</source>
        <translation>ComfyUI のバージョンを変更</translation>
    </message>
    <message>
        <source>(safe start)</source>
        <translation>（セーフスタート）</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>状態：%1</translation>
    </message>
    <message>
        <source>No browser could be opened for %1.</source>
        <translation>%1 を開くブラウザーがありませんでした。</translation>
    </message>
    <message>
        <source>Open this address in a browser yourself.</source>
        <translation>ご自分のブラウザーでこのアドレスを開いてください。</translation>
    </message>
    <message>
        <source>Update %1 to %2</source>
        <comment>an install; a version</comment>
        <translation>%1 を %2 に更新</translation>
    </message>
    <message>
        <source>Look at port %1</source>
        <translation>ポート %1 を確認</translation>
    </message>
    <message>
        <source>Use %1 instead of %2</source>
        <translation>%2 の代わりに %1 を使う</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallPackDialog</name>
    <message>
        <source>Install node packs in “%1”</source>
        <translation>「%1」にノードパックをインストール</translation>
    </message>
    <message>
        <source>What is wrong or should be known</source>
        <translation>問題と注意点</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>計画を表示(&amp;S)</translation>
    </message>
    <message>
        <source>Show the plan</source>
        <translation>計画を表示</translation>
    </message>
    <message>
        <source>Shows what would be added before anything is changed</source>
        <translation>変更の前に、追加されるものを表示します</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>入手元</translation>
    </message>
    <message>
        <source>&amp;Comfy Registry</source>
        <translation>Comfy Registry(&amp;C)</translation>
    </message>
    <message>
        <source>An &amp;address</source>
        <translation>アドレス(&amp;A)</translation>
    </message>
    <message>
        <source>A &amp;folder or file</source>
        <translation>フォルダーまたはファイル(&amp;F)</translation>
    </message>
    <message>
        <source>A &amp;list</source>
        <translation>一覧(&amp;L)</translation>
    </message>
    <message>
        <source>E&amp;xtras</source>
        <translation>追加パッケージ(&amp;X)</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallPage</name>
    <message>
        <source>Parts of this install</source>
        <translation>このインストールの各部</translation>
    </message>
    <message>
        <source>O&amp;verview</source>
        <translation>概要(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>ログ(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Nodes</source>
        <translation>ノード(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Environments</source>
        <translation>環境(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>履歴(&amp;H)</translation>
    </message>
    <message>
        <source>Se&amp;ttings</source>
        <translation>設定(&amp;T)</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallSettingsTab</name>
    <message>
        <source>Start</source>
        <translation>起動</translation>
    </message>
    <message>
        <source>What the Start button does</source>
        <translation>起動ボタンの動作</translation>
    </message>
    <message>
        <source>Start, and open the browser when ready</source>
        <translation>起動し、準備完了になったらブラウザーを開く</translation>
    </message>
    <message>
        <source>The Start &amp;button does</source>
        <translation>起動ボタンの動作(&amp;B)</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>ハードウェア</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Pictures and other results</source>
        <translation>画像などの結果</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>Workflows and ComfyUI&apos;s own settings</source>
        <translation>ワークフローと ComfyUI 自身の設定</translation>
    </message>
    <message>
        <source>Further model folders, one a line</source>
        <translation>そのほかのモデルフォルダー（一行に一つ）</translation>
    </message>
    <message>
        <source>Arguments and environment</source>
        <translation>引数と環境</translation>
    </message>
    <message>
        <source>Arguments for ComfyUI, one a line</source>
        <translation>ComfyUI の引数（一行に一つ）</translation>
    </message>
    <message>
        <source>Environment variables, one a line as NAME=value</source>
        <translation>環境変数（一行に一つ、NAME=value の形）</translation>
    </message>
    <message>
        <source>What is wrong with these settings</source>
        <translation>これらの設定の問題</translation>
    </message>
    <message>
        <source>Where ComfyUI finds node packs and models</source>
        <translation>ComfyUI がノードパックとモデルを探す場所</translation>
    </message>
    <message>
        <source>In the data folder</source>
        <translation>データフォルダー内</translation>
    </message>
    <message>
        <source>Classic: beside main.py, by links</source>
        <translation>従来：main.py の隣（リンク）</translation>
    </message>
    <message>
        <source>ComfyUI finds node packs and &amp;models</source>
        <translation>ノードパックとモデルを探す場所(&amp;M)</translation>
    </message>
    <message>
        <source>Some node packs look for their files beside ComfyUI&apos;s main.py and break otherwise. In the classic layout links lead from there to the same data folder; the next start makes them, and takes them away again.</source>
        <translation>ノードパックの中には、ファイルを ComfyUI の main.py の隣に探し、ないと壊れるものがあります。従来の配置では、そこから同じデータフォルダーへリンクを張ります。リンクは次の起動時に作られ、また取り除かれます。</translation>
    </message>
    <message>
        <source>The exact command</source>
        <translation>正確なコマンド</translation>
    </message>
    <message>
        <source>The exact command as it will be run</source>
        <translation>実行される正確なコマンド</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>コマンドをコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Besides %1</source>
        <translation>%1 のほかに</translation>
    </message>
    <message>
        <source>“%1” is no NAME=value.</source>
        <translation>「%1」は NAME=value の形ではありません。</translation>
    </message>
    <message>
        <source>Test workflows</source>
        <translation>テストワークフロー</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallsModel</name>
    <message>
        <source>%1, %2</source>
        <comment>install and its state</comment>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>portico::app::JobProgress</name>
    <message>
        <source>Progress of %1</source>
        <translation>%1 の進み具合</translation>
    </message>
</context>
<context>
    <name>portico::app::JobRow</name>
    <message>
        <source>%1 left</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>Show what this job has written</source>
        <translation>このジョブが書いたものを表示します</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>%1 のログ</translation>
    </message>
    <message>
        <source>Cancel this job</source>
        <translation>このジョブをキャンセルします</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 をキャンセル</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>キャンセル中…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>まだ何も書かれていません。</translation>
    </message>
</context>
<context>
    <name>portico::app::KeepFlow</name>
    <message>
        <source>Keep %1 for offline</source>
        <comment>an install</comment>
        <translation>%1 をオフライン用に保管</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>保管(&amp;K)</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptLook</name>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI、Python、torch</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>ノードパック</translation>
    </message>
    <message>
        <source>Packages of the node packs</source>
        <translation>ノードパックのパッケージ</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>分離環境</translation>
    </message>
    <message>
        <source>What puts them together</source>
        <translation>組み立てに使うもの</translation>
    </message>
    <message>
        <source>is here</source>
        <translation>ここにあります</translation>
    </message>
    <message>
        <source>kept already</source>
        <translation>保管済み</translation>
    </message>
    <message>
        <source>has to be fetched</source>
        <translation>取得が必要</translation>
    </message>
    <message numerus="yes">
        <source>%n parts are missing. The first is %1.</source>
        <translation>
            <numerusform>%n 個の部分がありません。最初のもの：%1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is kept for offline, but %n parts are missing. The first is %2.</source>
        <translation>
            <numerusform>「%1」はオフライン用に保管されていますが、%n 個の部分がありません。最初のもの：%2。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <comment>how many; their size</comment>
        <translation>
            <numerusform>%n 個のファイル、%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Keeping it was interrupted. Keep it again: what is here already is not fetched twice.</source>
        <translation>保管が中断されました。もう一度保管してください。すでにあるものは取得し直しません。</translation>
    </message>
    <message numerus="yes">
        <source>%n files are damaged or missing. The first is %1.</source>
        <translation>
            <numerusform>%n 個のファイルが破損しているか、ありません。最初のもの：%1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n files are as they were kept.</source>
        <translation>
            <numerusform>%n 個のファイルすべてが、保管されたときのままです。</numerusform>
        </translation>
    </message>
    <message>
        <source>All of it is kept already. Keeping it again compares every file.</source>
        <translation>すべて保管済みです。もう一度保管すると、すべてのファイルを照合します。</translation>
    </message>
    <message>
        <source>All that this state is made of comes into the library&apos;s store, %1 before it is packed. With that the install can be made again without any network, whatever becomes of its sources.</source>
        <translation>この状態を構成するものがすべて、ライブラリのストアに入ります（圧縮前で %1）。これがあれば、入手元がどうなっても、ネットワークなしでこのインストールを作り直せます。</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptRow</name>
    <message>
        <source>Rebuild…</source>
        <translation>再構築…</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>そのほかの操作</translation>
    </message>
    <message>
        <source>Makes a new install of it, without any network</source>
        <translation>ネットワークなしで、これから新しいインストールを作ります</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修復</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>Fetches what is damaged or missing from where it came from</source>
        <translation>破損しているもの、ないものを、元の場所から取得します</translation>
    </message>
    <message>
        <source>Reads every file and compares it with what was kept</source>
        <translation>すべてのファイルを読み、保管されたものと照合します</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>an install; when it was kept</comment>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>what a button does; an install; when</comment>
        <translation>%1：%2、%3</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>再構築</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptRows</name>
    <message>
        <source>Nothing is kept yet. “Keep for offline…” on an install&apos;s History keeps all that it is made of: ComfyUI, Python, torch, node packs and their packages. It can then be made again without a network.</source>
        <translation>まだ何も保管されていません。インストールの「履歴」の「オフライン用に保管…」で、ComfyUI、Python、torch、ノードパックとそのパッケージなど、構成するものをすべて保管します。そうすれば、ネットワークなしで作り直せます。</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>インポート(&amp;I)…</translation>
    </message>
    <message>
        <source>Import what was kept elsewhere</source>
        <translation>ほかで保管したものをインポート</translation>
    </message>
    <message>
        <source>A file that was exported on another computer</source>
        <translation>別のコンピューターでエクスポートしたファイル</translation>
    </message>
    <message>
        <source>Look for what is kept for offline</source>
        <translation>オフライン用に保管したものを探す</translation>
    </message>
    <message>
        <source>Check what is kept of %1</source>
        <translation>保管した %1 を確認</translation>
    </message>
    <message>
        <source>Repair what is kept of %1</source>
        <translation>保管した %1 を修復</translation>
    </message>
    <message>
        <source>Rebuild %1?</source>
        <comment>an install</comment>
        <translation>%1 を再構築しますか？</translation>
    </message>
    <message>
        <source>A new install is made of what was kept (%1), without any network. Every file is compared first. Other installs stay as they are.</source>
        <translation>保管されたもの（%1）から、ネットワークなしで新しいインストールを作ります。先にすべてのファイルを照合します。ほかのインストールはそのままです。</translation>
    </message>
    <message>
        <source>&amp;Rebuild</source>
        <translation>再構築(&amp;R)</translation>
    </message>
    <message>
        <source>Rebuild %1</source>
        <comment>an install</comment>
        <translation>%1 を再構築</translation>
    </message>
    <message>
        <source>Open the &amp;folder</source>
        <translation>フォルダーを開く(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Export as one file…</source>
        <translation>一つのファイルとしてエクスポート(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Let it go…</source>
        <translation>保管をやめる(&amp;L)…</translation>
    </message>
    <message>
        <source>Let go of what is kept of %1?</source>
        <comment>an install</comment>
        <translation>%1 の保管をやめますか？</translation>
    </message>
    <message>
        <source>Installs stay as they are. What was kept (%1) can then not be made again from here. What other kept states need stays.</source>
        <translation>インストールはそのまま残ります。保管されたもの（%1）は、ここから作り直せなくなります。ほかの保管された状態に必要なものは残ります。</translation>
    </message>
    <message>
        <source>&amp;Let it go</source>
        <translation>保管をやめる(&amp;L)</translation>
    </message>
    <message>
        <source>Let go of what is kept of %1</source>
        <translation>%1 の保管をやめる</translation>
    </message>
    <message>
        <source>Export as one file</source>
        <translation>一つのファイルとしてエクスポート</translation>
    </message>
    <message>
        <source>Exported installs (*.tar)</source>
        <translation>エクスポートされたインストール (*.tar)</translation>
    </message>
    <message>
        <source>Export %1 to %2</source>
        <comment>an install; a file</comment>
        <translation>%1 を %2 にエクスポート</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Import %1</source>
        <comment>a file</comment>
        <translation>%1 をインポート</translation>
    </message>
</context>
<context>
    <name>portico::app::LinkDialog</name>
    <message>
        <source>a folder of this computer</source>
        <translation>このコンピューターのフォルダー</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <comment>a list of builds; hosts</comment>
        <translation>%1、%2 から</translation>
    </message>
    <message>
        <source>What</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>From</source>
        <translation>入手元</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>A link asks to add ComfyUI</source>
        <translation>リンクが ComfyUI の追加を求めています</translation>
    </message>
    <message>
        <source>It comes from outside Portico, such as a web page. Go on only if you expected it: what is added is a program that runs on your computer. Nothing is fetched yet.</source>
        <translation>ウェブページなど、Portico の外から来たリンクです。心当たりがある場合にだけ続けてください。追加されるのは、このコンピューターで動くプログラムです。まだ何も取得していません。</translation>
    </message>
    <message>
        <source>&amp;Go on…</source>
        <translation>続ける(&amp;G)…</translation>
    </message>
    <message>
        <source>Not known before it is fetched</source>
        <translation>取得するまで不明</translation>
    </message>
    <message>
        <source>Not verified by its publisher, unless you have its SHA-256</source>
        <translation>SHA-256 をお持ちでない限り、公開元による検証はできません</translation>
    </message>
    <message>
        <source>Against the SHA-256 that its publisher gives</source>
        <translation>公開元が示す SHA-256 と照合</translation>
    </message>
    <message>
        <source>Not verified by its publisher: no SHA-256 of it was published</source>
        <translation>公開元による検証はできません。SHA-256 が公開されていません</translation>
    </message>
    <message>
        <source>Looking for “%1” in the lists of builds…</source>
        <translation>ビルドの一覧で「%1」を探しています…</translation>
    </message>
    <message>
        <source>None of your lists of builds has “%1”. Add the list that has it in the settings, then use the link again.</source>
        <translation>お使いのビルドの一覧に「%1」はありません。これが載っている一覧を設定で追加してから、もう一度リンクを使ってください。</translation>
    </message>
</context>
<context>
    <name>portico::app::LogModel</name>
    <message numerus="yes">
        <source>%n line(s) were left out here, because they came faster than they can be shown.</source>
        <translation>
            <numerusform>表示が追いつかない速さだったため、ここで %n 行を省きました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::LogPane</name>
    <message>
        <source>There is nothing in the log yet. It fills when this install is started.</source>
        <translation>ログにはまだ何もありません。このインストールを起動すると増えていきます。</translation>
    </message>
    <message>
        <source>Which lines are shown</source>
        <translation>表示する行</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>すべての行</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>ログ内を検索</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>前の一致</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>次の一致</translation>
    </message>
    <message>
        <source>Follow the newest lines</source>
        <translation>最新の行を追う</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>長い行を折り返す</translation>
    </message>
    <message>
        <source>Copy the chosen lines, or all</source>
        <translation>選んだ行、またはすべてをコピー</translation>
    </message>
    <message>
        <source>Save the log…</source>
        <translation>ログを保存…</translation>
    </message>
    <message>
        <source>Clear this view; the files stay</source>
        <translation>この表示を消去（ファイルは残ります）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>match of matches</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Matches: %1</source>
        <translation>一致：%1</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>ログを保存</translation>
    </message>
    <message>
        <source>%1 log.txt</source>
        <comment>file name</comment>
        <translation>%1 ログ.txt</translation>
    </message>
    <message>
        <source>Save the log to %1</source>
        <translation>ログを %1 に保存</translation>
    </message>
</context>
<context>
    <name>portico::app::LogView</name>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>すべて選択(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Fold the traceback</source>
        <translation>トレースバックを畳む(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Show the whole traceback</source>
        <translation>トレースバックをすべて表示(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>traceback, %n line(s)</source>
        <translation>
            <numerusform>トレースバック、%n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>per cent</comment>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>portico::app::MainWindow</name>
    <message>
        <source>Portico</source>
        <translation>Portico</translation>
    </message>
    <message>
        <source>%1 – Portico</source>
        <comment>name of an install</comment>
        <translation>%1 – Portico</translation>
    </message>
    <message>
        <source>Choose a bundle</source>
        <translation>バンドルを選ぶ</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</source>
        <translation>バンドル (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Take in %1</source>
        <translation>%1 を追加</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>%1 を複製</translation>
    </message>
    <message>
        <source>“%1” is running, so it cannot be removed.</source>
        <translation>「%1」は実行中のため、削除できません。</translation>
    </message>
    <message>
        <source>Stop it, then remove it.</source>
        <translation>停止してから削除してください。</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を削除</translation>
    </message>
    <message>
        <source>Another link was followed while a question is open.</source>
        <translation>確認を表示している間に、別のリンクが開かれました。</translation>
    </message>
    <message>
        <source>Answer the question, then follow the link again.</source>
        <translation>確認に答えてから、もう一度リンクを開いてください。</translation>
    </message>
    <message>
        <source>A link asks to open “%1”, and there is no such install.</source>
        <translation>リンクが「%1」を開くよう求めていますが、そのインストールはありません。</translation>
    </message>
    <message>
        <source>Check the name among the installs at the left.</source>
        <translation>左のインストールの一覧で名前を確認してください。</translation>
    </message>
    <message>
        <source>Open “%1”?</source>
        <translation>「%1」を開きますか？</translation>
    </message>
    <message>
        <source>A link from outside Portico, such as a web page, asks for it. It runs: %1 is opened in your browser.</source>
        <translation>ウェブページなど、Portico の外から来たリンクが求めています。実行中のため、ブラウザーで %1 を開きます。</translation>
    </message>
    <message>
        <source>A link from outside Portico, such as a web page, asks for it. It is shown; nothing is started.</source>
        <translation>ウェブページなど、Portico の外から来たリンクが求めています。表示するだけで、何も起動しません。</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>開く(&amp;O)</translation>
    </message>
    <message>
        <source>“%1” is a snapshot, and there is no install yet that could become so.</source>
        <translation>「%1」はスナップショットですが、その状態にできるインストールがまだありません。</translation>
    </message>
    <message>
        <source>Add ComfyUI first, then open it again.</source>
        <translation>先に ComfyUI を追加してから、もう一度開いてください。</translation>
    </message>
    <message>
        <source>Add this list of builds?</source>
        <translation>このビルドの一覧を追加しますか？</translation>
    </message>
    <message>
        <source>%1 is a list of builds, such as a team makes. What it lists is offered beside the others when you add ComfyUI, so add it only if you trust who made it. Portico reads the file again each time: it should stay there.</source>
        <translation>%1 は、チームなどが作るビルドの一覧です。載っているものは、ComfyUI を追加するときにほかのものと並んで示されるため、作った人を信頼できる場合にだけ追加してください。Portico はファイルを毎回読み直します。ファイルは今の場所に置いておいてください。</translation>
    </message>
    <message>
        <source>&amp;Add the list</source>
        <translation>一覧を追加(&amp;A)</translation>
    </message>
    <message>
        <source>There is Portico %1; this is %2.</source>
        <translation>Portico %1 があります。今お使いのものは %2 です。</translation>
    </message>
    <message>
        <source>Its authors say that versions before %1 are not safe to use any more.</source>
        <translation>作者によると、%1 より前のバージョンはもう安全に使えません。</translation>
    </message>
    <message>
        <source>The settings say what is new. It is downloaded when you say so.</source>
        <translation>新しい点は設定で確認できます。ダウンロードは、指示があってから行います。</translation>
    </message>
    <message>
        <source>Sho&amp;w the update</source>
        <translation>更新を表示(&amp;W)</translation>
    </message>
</context>
<context>
    <name>portico::app::MakeBundle</name>
    <message>
        <source>No folder was named.</source>
        <translation>フォルダーが指定されていません。</translation>
    </message>
    <message>
        <source>Say where the bundle shall go, with the whole path.</source>
        <translation>バンドルの置き場所を、完全なパスで指定してください。</translation>
    </message>
    <message>
        <source>Plan a bundle</source>
        <translation>バンドルを計画</translation>
    </message>
    <message>
        <source>Make a bundle of an install</source>
        <translation>インストールのバンドルを作成</translation>
    </message>
    <message>
        <source>Make the bundle of %1</source>
        <translation>%1 のバンドルを作成</translation>
    </message>
</context>
<context>
    <name>portico::app::Mark</name>
    <message>
        <source>In order</source>
        <comment>what an icon says</comment>
        <translation>正常</translation>
    </message>
    <message>
        <source>Warning</source>
        <comment>what an icon says</comment>
        <translation>警告</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>what an icon says</comment>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>what an icon says</comment>
        <translation>お知らせ</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>what an icon says</comment>
        <translation>待機中</translation>
    </message>
</context>
<context>
    <name>portico::app::MessageCard</name>
    <message>
        <source>What happened</source>
        <translation>何が起きたか</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>対処</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>このメッセージを閉じる</translation>
    </message>
</context>
<context>
    <name>portico::app::MigrateFlow</name>
    <message>
        <source>Migrate %1 into the library</source>
        <translation>%1 をライブラリに移行</translation>
    </message>
    <message>
        <source>&amp;Migrate</source>
        <translation>移行(&amp;M)</translation>
    </message>
</context>
<context>
    <name>portico::app::NameLabel</name>
    <message>
        <source>New name</source>
        <translation>新しい名前</translation>
    </message>
</context>
<context>
    <name>portico::app::NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>How Portico, git, uv, pip and ComfyUI reach the internet. What you change here counts at once; ComfyUI takes it up at its next start.</source>
        <translation>Portico、git、uv、pip、ComfyUI がインターネットに接続する方法です。ここでの変更はすぐに有効になり、ComfyUI には次の起動から反映されます。</translation>
    </message>
    <message>
        <source>&amp;Test everything</source>
        <translation>すべてテスト(&amp;T)</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>プロキシ</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>証明書</translation>
    </message>
    <message>
        <source>Some networks look into https connections and show certificates of their own. Their administrator has a file with the authority behind them. It is trusted besides the ones this computer trusts; no check is switched off.</source>
        <translation>ネットワークの中には、https の通信を検査し、独自の証明書を示すものがあります。その認証局のファイルは管理者が持っています。このコンピューターが信頼するものに加えて信頼され、どの検査も無効になりません。</translation>
    </message>
    <message>
        <source>None besides this computer&apos;s</source>
        <translation>このコンピューターのもの以外はなし</translation>
    </message>
    <message>
        <source>&amp;Additional certificate authority</source>
        <translation>追加の認証局(&amp;A)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Choose the authority&apos;s file</source>
        <translation>認証局のファイルを選ぶ</translation>
    </message>
    <message>
        <source>Mirrors and indexes</source>
        <translation>ミラーとインデックス</translation>
    </message>
    <message>
        <source>&amp;GitHub</source>
        <translation>GitHub(&amp;G)</translation>
    </message>
    <message>
        <source>Package &amp;index</source>
        <translation>パッケージインデックス(&amp;I)</translation>
    </message>
    <message>
        <source>T&amp;orch index</source>
        <translation>torch のインデックス(&amp;O)</translation>
    </message>
    <message>
        <source>P&amp;ython releases</source>
        <translation>Python のリリース(&amp;Y)</translation>
    </message>
    <message>
        <source>From GitHub</source>
        <translation>GitHub から</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>Each is given the settings above in its own way. Its test lets the real program fetch something small.</source>
        <translation>上の設定は、それぞれのプログラムに合った方法で渡されます。テストでは、実際のプログラムが小さなものを取得します。</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>テスト：%1</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>テスト中…</translation>
    </message>
    <message>
        <source>%1 (%2, %3 ms)</source>
        <comment>what a test found; its way; its time</comment>
        <translation>%1（%2、%3 ミリ秒）</translation>
    </message>
    <message>
        <source>The authority&apos;s file</source>
        <translation>認証局のファイル</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>証明書 (*.pem *.crt *.cer);;すべてのファイル (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::NodesTab</name>
    <message>
        <source>About the chosen node pack</source>
        <translation>選んだノードパックについて</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n 個のノードパック</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n need(s) attention</source>
        <translation>
            <numerusform>%1 · %n 個に対処が必要</numerusform>
        </translation>
    </message>
    <message>
        <source>The packages are being read…</source>
        <translation>パッケージを読み込んでいます…</translation>
    </message>
    <message>
        <source>This is a ComfyUI folder of your own: Portico enables and disables its node packs and repairs its packages, but adds and removes packs only in installs that it made.</source>
        <translation>これはご自分の ComfyUI フォルダーです。Portico はノードパックの有効化と無効化、パッケージの修復を行いますが、パックの追加と削除は Portico が作ったインストールでだけ行います。</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>このインストールはより新しい Portico が作ったもので、この Portico では変更しません。</translation>
    </message>
    <message>
        <source>“%1” is running. Stop it to change its node packs.</source>
        <translation>「%1」が実行中です。ノードパックを変更するには停止してください。</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>有効化(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>無効化(&amp;D)</translation>
    </message>
    <message>
        <source>Node packs add nodes to ComfyUI. What would be added is shown before anything is installed.</source>
        <translation>ノードパックは ComfyUI にノードを加えます。インストールの前に、追加されるものを表示します。</translation>
    </message>
    <message>
        <source>Choose a node pack first</source>
        <translation>先にノードパックを選んでください</translation>
    </message>
    <message>
        <source>Installs what node packs lack, by a plan</source>
        <translation>ノードパックに足りないものを、計画を示してインストールします</translation>
    </message>
    <message>
        <source>No node pack lacks anything</source>
        <translation>足りないもののあるノードパックはありません</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are chosen.</source>
        <translation>
            <numerusform>%n 個のノードパックを選んでいます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n node pack(s)</source>
        <translation>
            <numerusform>%n 個のノードパックを有効化</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>%1 を有効化</translation>
    </message>
    <message numerus="yes">
        <source>Disable %n node pack(s)</source>
        <translation>
            <numerusform>%n 個のノードパックを無効化</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>%1 を無効化</translation>
    </message>
    <message numerus="yes">
        <source>Update %n node pack(s)</source>
        <translation>
            <numerusform>%n 個のノードパックを更新</numerusform>
        </translation>
    </message>
    <message>
        <source>Update %1</source>
        <translation>%1 を更新</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n node pack(s)</source>
        <translation>
            <numerusform>%n 個のノードパックを削除</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を削除</translation>
    </message>
    <message>
        <source>Take back %1</source>
        <translation>%1 の変更を取り消し</translation>
    </message>
    <message numerus="yes">
        <source>Run install.py of %n node pack(s)</source>
        <translation>
            <numerusform>%n 個のノードパックの install.py を実行</numerusform>
        </translation>
    </message>
    <message>
        <source>Run install.py of %1</source>
        <translation>%1 の install.py を実行</translation>
    </message>
    <message numerus="yes">
        <source>Isolate %n node pack(s)</source>
        <translation>
            <numerusform>%n 個のノードパックを分離</numerusform>
        </translation>
    </message>
    <message>
        <source>Isolate %1</source>
        <translation>%1 を分離</translation>
    </message>
    <message numerus="yes">
        <source>Undo the isolation of %n node pack(s)</source>
        <translation>
            <numerusform>%n 個のノードパックの分離を取り消し</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the isolation of %1</source>
        <translation>%1 の分離を取り消し</translation>
    </message>
    <message>
        <source>Restore a snapshot</source>
        <translation>スナップショットを復元</translation>
    </message>
    <message>
        <source>Install what node packs lack</source>
        <translation>ノードパックに足りないものをインストール</translation>
    </message>
    <message>
        <source>Install node packs</source>
        <translation>ノードパックをインストール</translation>
    </message>
    <message>
        <source>Take the extras away</source>
        <translation>追加パッケージを取り除く</translation>
    </message>
    <message>
        <source>Install extras</source>
        <translation>追加パッケージをインストール</translation>
    </message>
    <message>
        <source>Install %1</source>
        <translation>%1 をインストール</translation>
    </message>
    <message>
        <source>Update &amp;to another version…</source>
        <translation>別のバージョンに更新(&amp;T)…</translation>
    </message>
    <message>
        <source>Run its &amp;install.py…</source>
        <translation>install.py を実行(&amp;I)…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>フォルダーを開く(&amp;F)</translation>
    </message>
    <message>
        <source>Open its &amp;web page</source>
        <translation>ウェブページを開く(&amp;W)</translation>
    </message>
    <message>
        <source>Undo its i&amp;solation</source>
        <translation>分離を取り消す(&amp;S)</translation>
    </message>
    <message>
        <source>I&amp;solate this pack…</source>
        <translation>このパックを分離(&amp;S)…</translation>
    </message>
    <message>
        <source>Take back “%1” of %2</source>
        <comment>a node pack as it was; a moment</comment>
        <translation>「%1」の変更を取り消す（%2）</translation>
    </message>
    <message>
        <source>&amp;Install…</source>
        <translation>インストール(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>更新(&amp;U)</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>削除(&amp;M)</translation>
    </message>
    <message>
        <source>Repair &amp;all</source>
        <translation>すべて修復(&amp;A)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>そのほかの操作</translation>
    </message>
    <message>
        <source>Find a node pack</source>
        <translation>ノードパックを検索</translation>
    </message>
    <message>
        <source>How many node packs there are</source>
        <translation>ノードパックの数</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>ノードパック</translation>
    </message>
    <message>
        <source>The node packs are being read…</source>
        <translation>ノードパックを読み込んでいます…</translation>
    </message>
    <message>
        <source>No node packs yet</source>
        <translation>まだノードパックはありません</translation>
    </message>
    <message>
        <source>Install a node pack…</source>
        <translation>ノードパックをインストール…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Base and layer</source>
        <translation>ベースとレイヤー</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修復</translation>
    </message>
    <message>
        <source>Looks at base, torch, layer and packs, and shows what it would do</source>
        <translation>ベース、torch、レイヤー、パックを調べ、何を行うかを表示します</translation>
    </message>
</context>
<context>
    <name>portico::app::NoteDialog</name>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>A note, if you like: “before trying the new sampler”</source>
        <translation>メモ（任意）：「新しいサンプラーを試す前」など</translation>
    </message>
</context>
<context>
    <name>portico::app::Notices</name>
    <message>
        <source>It failed. %1</source>
        <translation>失敗しました。%1</translation>
    </message>
    <message>
        <source>It is done. It took %1.</source>
        <comment>a duration</comment>
        <translation>完了しました。%1 かかりました。</translation>
    </message>
    <message>
        <source>ComfyUI is ready.</source>
        <translation>ComfyUI の準備が完了しました。</translation>
    </message>
    <message>
        <source>ComfyUI has ended by itself. Portico says why.</source>
        <translation>ComfyUI が自分で終了しました。理由は Portico で確認できます。</translation>
    </message>
</context>
<context>
    <name>portico::app::Notifier</name>
    <message>
        <source>Open Portico</source>
        <translation>Portico を開く</translation>
    </message>
</context>
<context>
    <name>portico::app::Offer</name>
    <message>
        <source>ComfyUI with %1, put together from its parts</source>
        <translation>%1 の ComfyUI（部品から組み立て）</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>約 %n 分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>約 %n 時間</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::OfferCard</name>
    <message>
        <source>Library folder</source>
        <translation>ライブラリフォルダー</translation>
    </message>
    <message>
        <source>&amp;Install and start</source>
        <translation>インストールして起動(&amp;I)</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>ダウンロード</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>ディスク</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>&amp;Place</source>
        <translation>場所(&amp;P)</translation>
    </message>
    <message>
        <source>Looking for the right build…</source>
        <translation>適したビルドを探しています…</translation>
    </message>
    <message>
        <source>The right build depends on the GPU and its driver. What is below works meanwhile.</source>
        <translation>適したビルドは GPU とそのドライバーで決まります。その間も、下のものは使えます。</translation>
    </message>
    <message>
        <source>Recommended for this computer</source>
        <translation>このコンピューターにおすすめ</translation>
    </message>
    <message>
        <source>Begun and not done yet</source>
        <translation>始めて、まだ終わっていません</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>続ける(&amp;C)</translation>
    </message>
    <message>
        <source>Being set up</source>
        <translation>セットアップ中</translation>
    </message>
    <message>
        <source>Installing…</source>
        <translation>インストール中…</translation>
    </message>
    <message>
        <source>You may close this window at any time: nothing is left half done, and the next start continues where it stopped.</source>
        <translation>このウィンドウはいつ閉じてもかまいません。中途半端なものは残らず、次の起動時に続きから始まります。</translation>
    </message>
    <message>
        <source>not known before</source>
        <translation>事前には不明</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>約 %1</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>公開元による検証なし</translation>
    </message>
    <message>
        <source>about %1 at most</source>
        <translation>最大約 %1</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>空き %1</translation>
    </message>
    <message>
        <source>too little: choose another place</source>
        <translation>少なすぎます。別の場所を選んでください</translation>
    </message>
    <message>
        <source>%1 with a connection of %2 Mbit/s</source>
        <comment>about 7 minutes with ...</comment>
        <translation>%2 Mbit/s の接続で%1</translation>
    </message>
</context>
<context>
    <name>portico::app::OverviewTab</name>
    <message>
        <source>torch does not compute as it should.</source>
        <translation>torch が正しく計算しません。</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修復</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) lack packages.</source>
        <translation>
            <numerusform>%n 個のノードパックにパッケージが足りません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes may be missing after the next start.</source>
        <translation>次の起動の後、ノードの一部がないかもしれません。</translation>
    </message>
    <message>
        <source>Show the node packs</source>
        <translation>ノードパックを表示</translation>
    </message>
    <message>
        <source>ComfyUI ended with %1.</source>
        <translation>ComfyUI が %1 で終了しました。</translation>
    </message>
    <message>
        <source>The log says what happened last. A safe start leaves out the node packs.</source>
        <translation>最後に何が起きたかはログにあります。セーフスタートはノードパックを除外します。</translation>
    </message>
    <message>
        <source>The last lines of the log</source>
        <translation>ログの最後の行</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>もう一度起動</translation>
    </message>
    <message>
        <source>Safe start</source>
        <translation>セーフスタート</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>ログを表示</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>レポートをコピー</translation>
    </message>
    <message>
        <source>Looking for the guilty node pack</source>
        <translation>原因のパックを探しています</translation>
    </message>
    <message>
        <source>ComfyUI is started with some of the packs at a time. The activity below says how far it is, and can cancel it.</source>
        <translation>ComfyUI を一部のパックだけで何度か起動します。進み具合は下のアクティビティに表示され、そこでキャンセルもできます。</translation>
    </message>
    <message>
        <source>Round %1 of at most %2: does it still go wrong?</source>
        <translation>%1 回目（最大 %2 回）：まだ問題が起きますか？</translation>
    </message>
    <message numerus="yes">
        <source>ComfyUI runs now with %n of the node packs. Try what goes wrong, then say how it went.</source>
        <translation>
            <numerusform>今 ComfyUI は、ノードパックのうち %n 個で動いています。問題の操作を試し、どうだったか答えてください。</numerusform>
        </translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>ブラウザーで開く</translation>
    </message>
    <message>
        <source>It still goes wrong</source>
        <translation>まだ問題が起きる</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>問題ない</translation>
    </message>
    <message numerus="yes">
        <source>Found in %n start(s). Disable it, update it, or tell its author.</source>
        <translation>
            <numerusform>%n 回の起動で見つかりました。無効にするか、更新するか、作者に知らせてください。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made sure in %n start(s).</source>
        <translation>
            <numerusform>%n 回の起動で確かめました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>%1 を無効化</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>まだ試していません</translation>
    </message>
    <message>
        <source>Nothing: torch cannot be used</source>
        <translation>なし：torch を使えません</translation>
    </message>
    <message>
        <source>The processor</source>
        <translation>プロセッサー</translation>
    </message>
    <message>
        <source>%1 · tried: %2</source>
        <comment>a device, a moment</comment>
        <translation>%1 · 確認：%2</translation>
    </message>
    <message>
        <source>What is installed</source>
        <translation>インストールの内容</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>計算に使うもの</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>入手元</translation>
    </message>
    <message>
        <source>Last start</source>
        <translation>前回の起動</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>フォルダーを開く(&amp;F)</translation>
    </message>
    <message>
        <source>Python and ComfyUI</source>
        <translation>Python と ComfyUI</translation>
    </message>
    <message>
        <source>Your files</source>
        <translation>ご自分のファイル</translation>
    </message>
    <message>
        <source>Shared models</source>
        <translation>共有モデル</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>見つかりません</translation>
    </message>
    <message>
        <source>Your own folder; nothing in it was changed</source>
        <translation>ご自分のフォルダー。中のものは何も変更していません</translation>
    </message>
    <message>
        <source>%1, verified by its SHA-256</source>
        <translation>%1、SHA-256 で検証済み</translation>
    </message>
    <message>
        <source>%1, not verified: no published SHA-256 was given</source>
        <translation>%1、未検証：公開された SHA-256 がありません</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>フォルダー：%1</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Everything that can be seen from here is in order.</source>
        <translation>ここから分かる範囲では、すべて正常です。</translation>
    </message>
    <message>
        <source>The record of this install names a generation that is not there.</source>
        <translation>このインストールの記録が、存在しない世代を指しています。</translation>
    </message>
    <message>
        <source>ComfyUI answers.</source>
        <translation>ComfyUI は応答しています。</translation>
    </message>
    <message>
        <source>ComfyUI answers and uses %1.</source>
        <translation>ComfyUI は応答し、%1 を使っています。</translation>
    </message>
    <message>
        <source>In order. Its bundle came without a published SHA-256, so nobody vouches for it but its sender.</source>
        <translation>正常です。バンドルに公開された SHA-256 がなかったため、送り主のほかに内容を保証するものはありません。</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>計測中…</translation>
    </message>
    <message>
        <source>Sizes of %1</source>
        <translation>%1 のサイズ</translation>
    </message>
    <message>
        <source>Could not be counted</source>
        <translation>計測できませんでした</translation>
    </message>
</context>
<context>
    <name>portico::app::PackChangeFlow</name>
    <message>
        <source>Plan: %1</source>
        <comment>a change of node packs</comment>
        <translation>計画：%1</translation>
    </message>
    <message>
        <source>Update and keep my changes aside</source>
        <translation>更新し、加えた変更を別に保管する</translation>
    </message>
    <message>
        <source>Run install.py: %1</source>
        <comment>a change of node packs</comment>
        <translation>install.py を実行：%1</translation>
    </message>
    <message>
        <source>Go on without running it</source>
        <translation>実行せずに進める</translation>
    </message>
</context>
<context>
    <name>portico::app::PackPlacePanel</name>
    <message>
        <source>&amp;Version, branch or commit, if not the newest</source>
        <translation>バージョン、ブランチ、コミット（最新以外の場合）(&amp;V)</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>ファイルを選ぶ(&amp;F)…</translation>
    </message>
    <message>
        <source>Choose a f&amp;older…</source>
        <translation>フォルダーを選ぶ(&amp;O)…</translation>
    </message>
    <message>
        <source>Version, branch or commit</source>
        <translation>バージョン、ブランチ、コミット</translation>
    </message>
    <message>
        <source>A git repository. Its files are fetched; nothing of it is run while that happens.</source>
        <translation>git リポジトリ。ファイルを取得し、その間はリポジトリのものを何も実行しません。</translation>
    </message>
    <message>
        <source>Git address</source>
        <translation>git のアドレス</translation>
    </message>
    <message>
        <source>A node pack on this computer: its folder, a zip of it, or a single Python file. It is copied; the original stays where it is.</source>
        <translation>このコンピューターのノードパック：フォルダー、その zip、または単独の Python ファイル。コピーし、元のものはそのまま残ります。</translation>
    </message>
    <message>
        <source>Path of the folder or file</source>
        <translation>フォルダーまたはファイルのパス</translation>
    </message>
    <message>
        <source>A repos.json: a list of git addresses. All of them are planned and installed together.</source>
        <translation>repos.json：git のアドレスの一覧。すべてをまとめて計画し、インストールします。</translation>
    </message>
    <message>
        <source>Path of the list</source>
        <translation>一覧のパス</translation>
    </message>
    <message>
        <source>A list is a file that ends in .json.</source>
        <translation>一覧は .json で終わるファイルです。</translation>
    </message>
    <message>
        <source>A version, branch or commit has no spaces.</source>
        <translation>バージョン、ブランチ、コミットに空白は使えません。</translation>
    </message>
    <message>
        <source>Lists (*.json)</source>
        <translation>一覧 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Node packs (*.zip *.7z *.tar *.tar.gz *.tgz *.py)</source>
        <translation>ノードパック (*.zip *.7z *.tar *.tar.gz *.tgz *.py)</translation>
    </message>
</context>
<context>
    <name>portico::app::PackRow</name>
    <message>
        <source>A git checkout.</source>
        <translation>git のチェックアウトです。</translation>
    </message>
    <message>
        <source>A git checkout of %1.</source>
        <translation>%1 の git チェックアウトです。</translation>
    </message>
    <message>
        <source>From the Comfy Registry.</source>
        <translation>Comfy Registry からのものです。</translation>
    </message>
    <message>
        <source>A folder that nobody keeps track of.</source>
        <translation>どこからも管理されていないフォルダーです。</translation>
    </message>
    <message>
        <source>A single Python file.</source>
        <translation>単独の Python ファイルです。</translation>
    </message>
    <message>
        <source>Failed to import</source>
        <translation>読み込み失敗</translation>
    </message>
    <message>
        <source>Needs packages</source>
        <translation>パッケージ不足</translation>
    </message>
    <message>
        <source>Not clear</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Wants isolation</source>
        <translation>分離を希望</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>手作業で変更</translation>
    </message>
    <message>
        <source>OK</source>
        <comment>the state of a node pack</comment>
        <translation>OK</translation>
    </message>
    <message>
        <source>Not loaded yet</source>
        <translation>未読み込み</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>無効</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>version and commit</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&lt; %1 s</source>
        <comment>seconds</comment>
        <translation>&lt; %1 秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>It is isolated: it runs in a Python of its own.</source>
        <translation>分離されていて、専用の Python で動きます。</translation>
    </message>
    <message>
        <source>%1 (there is %2)</source>
        <comment>a requirement and what is installed</comment>
        <translation>%1（今あるのは %2）</translation>
    </message>
    <message numerus="yes">
        <source>It needs %1 and %n more.</source>
        <translation>
            <numerusform>%1 ほか %n 件が必要です。</numerusform>
        </translation>
    </message>
    <message>
        <source>It needs %1.</source>
        <translation>%1 が必要です。</translation>
    </message>
    <message numerus="yes">
        <source>Left out by choice: %1 and %n more.</source>
        <translation>
            <numerusform>選んで除外：%1 ほか %n 件。</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out by choice: %1.</source>
        <translation>選んで除外：%1。</translation>
    </message>
    <message>
        <source>The last start could not load it; the log says why.</source>
        <translation>前回の起動では読み込めませんでした。理由はログにあります。</translation>
    </message>
    <message>
        <source>The last start could not load it: %1</source>
        <translation>前回の起動では読み込めませんでした：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind %1.</source>
        <translation>
            <numerusform>%1 より %n コミット遅れています。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) of its own.</source>
        <translation>
            <numerusform>独自のコミットが %n 件あります。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were edited here.</source>
        <translation>
            <numerusform>%n 個のファイルがここで編集されています。</numerusform>
        </translation>
    </message>
    <message>
        <source>It asks for a Python of its own by a comfy-env.toml. Until it has one it runs beside the others.</source>
        <translation>comfy-env.toml で専用の Python を求めています。それができるまでは、ほかのパックと並んで動きます。</translation>
    </message>
    <message>
        <source>Its files are not those that were installed.</source>
        <translation>ファイルが、インストールされたものと異なります。</translation>
    </message>
</context>
<context>
    <name>portico::app::PacksModel</name>
    <message>
        <source>How long the last start took to load it</source>
        <translation>前回の起動での読み込みにかかった時間</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>ノードパック</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Loaded in</source>
        <translation>読み込み時間</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>未計測</translation>
    </message>
</context>
<context>
    <name>portico::app::PlacePanel</name>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>SHA-&amp;256, if one was published</source>
        <translation>SHA-256（公開されている場合）(&amp;2)</translation>
    </message>
    <message>
        <source>SHA-256, if one was published</source>
        <translation>SHA-256（公開されている場合）</translation>
    </message>
    <message>
        <source>64 hexadecimal digits</source>
        <translation>16 進数 64 桁</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>An address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>A folder I have</source>
        <translation>手元のフォルダー</translation>
    </message>
    <message>
        <source>A portable bundle on this computer: zip, 7z or tar.</source>
        <translation>このコンピューターのポータブルバンドル：zip、7z、tar。</translation>
    </message>
    <message>
        <source>Path of the bundle</source>
        <translation>バンドルのパス</translation>
    </message>
    <message>
        <source>A portable bundle on the internet. A download that is interrupted goes on where it stopped.</source>
        <translation>インターネットのポータブルバンドル。中断されたダウンロードは続きから始まります。</translation>
    </message>
    <message>
        <source>A ComfyUI that you already have. It stays where it is, and nothing in it is changed.</source>
        <translation>すでにお持ちの ComfyUI。元の場所のまま使い、中のものは何も変更しません。</translation>
    </message>
    <message>
        <source>Path of the folder</source>
        <translation>フォルダーのパス</translation>
    </message>
    <message>
        <source>An address begins with https:// or http://.</source>
        <translation>アドレスは https:// または http:// で始まります。</translation>
    </message>
    <message>
        <source>A SHA-256 has 64 hexadecimal digits.</source>
        <translation>SHA-256 は 16 進数 64 桁です。</translation>
    </message>
    <message>
        <source>Made from the bundle’s name</source>
        <translation>バンドルの名前から自動で設定</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</source>
        <translation>バンドル (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanDialog</name>
    <message>
        <source>&amp;Install</source>
        <translation>インストール(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>もう一度試す(&amp;T)</translation>
    </message>
    <message>
        <source>What would happen</source>
        <translation>行われること</translation>
    </message>
    <message>
        <source>About the chosen line</source>
        <translation>選んだ行について</translation>
    </message>
    <message>
        <source>Working out what would change. Nothing is changed yet.</source>
        <translation>何が変わるかを調べています。まだ何も変更していません。</translation>
    </message>
    <message>
        <source>%1… Nothing is changed yet.</source>
        <comment>a step of a job</comment>
        <translation>%1… まだ何も変更していません。</translation>
    </message>
    <message>
        <source>Leave out “%1”</source>
        <translation>「%1」を除外</translation>
    </message>
    <message>
        <source>Install without %1 of “%2”</source>
        <comment>a requirement, a node pack</comment>
        <translation>「%2」の %1 なしでインストール</translation>
    </message>
    <message>
        <source>Isolate “%1”</source>
        <translation>「%1」を分離</translation>
    </message>
    <message>
        <source>It gets a Python of its own, if a trial shows that no node is lost</source>
        <translation>試験でノードが失われないと分かれば、専用の Python を持ちます</translation>
    </message>
    <message>
        <source>Nothing is installed while this is so.</source>
        <translation>この状態の間は、何もインストールしません。</translation>
    </message>
    <message>
        <source>Isolate one of the packs: it gets a Python of its own, and both work. Or leave out that requirement, or all that one of the packs needs: that pack may not load then.</source>
        <translation>パックのどちらかを分離してください。専用の Python を持ち、両方が動きます。または、その要件か、どちらかのパックに必要なものをすべて除外してください。その場合、そのパックは読み込めないかもしれません。</translation>
    </message>
    <message>
        <source>Leave out that requirement, or all that one of the packs needs: that pack may not load then, the others do.</source>
        <translation>その要件か、どちらかのパックに必要なものをすべて除外してください。そのパックは読み込めないかもしれませんが、ほかは読み込めます。</translation>
    </message>
    <message numerus="yes">
        <source>%n more clash(es) are in the list below.</source>
        <translation>
            <numerusform>下の一覧に、ほかに %n 件の衝突があります。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Build %n package(s) here; I trust where they come from</source>
        <translation>
            <numerusform>%n 個のパッケージをここで構築する。入手元を信頼します(&amp;B)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Fetch %n package(s) from their addresses; I trust where they come from</source>
        <translation>
            <numerusform>%n 個のパッケージをそのアドレスから取得する。入手元を信頼します(&amp;F)</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Take it over</source>
        <translation>引き継ぐ(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>&amp;Run it, then look again</source>
        <translation>実行して、もう一度確認(&amp;R)</translation>
    </message>
    <message>
        <source>%1 without “%2”</source>
        <comment>Install, without a node pack or package</comment>
        <translation>%1（「%2」なし）</translation>
    </message>
    <message>
        <source>Some packages are only installed with your consent.</source>
        <translation>一部のパッケージは、同意した場合にだけインストールされます。</translation>
    </message>
    <message>
        <source>Leave out what cannot be met first.</source>
        <translation>先に、満たせないものを除外してください。</translation>
    </message>
    <message>
        <source>”, “</source>
        <comment>between names: “one”, “two”</comment>
        <translation>」「</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanGroups</name>
    <message>
        <source>not told</source>
        <comment>a size</comment>
        <translation>不明</translation>
    </message>
    <message>
        <source>for %1</source>
        <comment>a node pack or package</comment>
        <translation>%1 用</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n 個のパッケージ</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no ready build of %1 %2 for this Python, so it would be built here, which runs its own code.</source>
        <translation>この Python 用の %1 %2 の完成済みビルドがないため、ここで構築され、そのコードが実行されます。</translation>
    </message>
    <message>
        <source>%1 is named by its address, %2, and does not come from the package index.</source>
        <translation>%1 はアドレス %2 で指定されていて、パッケージインデックスからのものではありません。</translation>
    </message>
    <message>
        <source>%1 comes from the repository %2 and would be built here, which runs its own code.</source>
        <translation>%1 はリポジトリ %2 からのもので、ここで構築され、そのコードが実行されます。</translation>
    </message>
    <message>
        <source>built from source</source>
        <translation>ソースから構築</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>an address</comment>
        <translation>%1 から</translation>
    </message>
    <message>
        <source>built from a repository of %1</source>
        <translation>%1 のリポジトリから構築</translation>
    </message>
    <message>
        <source>very new</source>
        <comment>of a package</comment>
        <translation>公開直後</translation>
    </message>
    <message>
        <source>%1 %2 was published only days ago, and nothing older fits. What is that new has been looked at by few.</source>
        <translation>%1 %2 は数日前に公開されたばかりで、それより古いものは合いません。これほど新しいものは、まだ少しの人しか確認していません。</translation>
    </message>
    <message>
        <source>Needed by %1.</source>
        <translation>%1 に必要です。</translation>
    </message>
    <message>
        <source>Cannot be met</source>
        <translation>満たせないもの</translation>
    </message>
    <message numerus="yes">
        <source>%n clash(es)</source>
        <translation>
            <numerusform>%n 件の衝突</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>how many packages, how large together</comment>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>Will be added</source>
        <translation>追加されるもの</translation>
    </message>
    <message>
        <source>Only with your consent</source>
        <translation>同意が必要なもの</translation>
    </message>
    <message>
        <source>These do not come as a ready build of the package index.</source>
        <translation>これらは、パッケージインデックスの完成済みビルドではありません。</translation>
    </message>
    <message>
        <source>Left to this install’s own torch</source>
        <translation>このインストール自身の torch に任せるもの</translation>
    </message>
    <message numerus="yes">
        <source>%n wish(es)</source>
        <comment>for a package</comment>
        <translation>
            <numerusform>%n 件の希望</numerusform>
        </translation>
    </message>
    <message>
        <source>torch and its family always come from the base: what packs ask for does not replace them.</source>
        <translation>torch とその仲間は必ずベースから来ます。パックが求めるもので置き換えることはありません。</translation>
    </message>
    <message>
        <source>%1 asks for %2.</source>
        <translation>%1 が %2 を求めています。</translation>
    </message>
    <message>
        <source>The base has none, and none is added: what was not made for this very torch breaks it.</source>
        <translation>ベースになく、追加もしません。この torch 用に作られていないものは、torch を壊します。</translation>
    </message>
    <message>
        <source>The base’s %1 is right for it and stays.</source>
        <translation>ベースの %1 が合っていて、そのまま残ります。</translation>
    </message>
    <message>
        <source>The base’s %1 stays all the same; the pack may not work with it.</source>
        <translation>それでもベースの %1 がそのまま残ります。パックが動かないかもしれません。</translation>
    </message>
    <message>
        <source>the base has none</source>
        <translation>ベースにありません</translation>
    </message>
    <message>
        <source>fits what was asked for</source>
        <translation>求めに合います</translation>
    </message>
    <message>
        <source>not what was asked for</source>
        <translation>求めと違います</translation>
    </message>
    <message>
        <source>One of several that do the same</source>
        <translation>同じ働きのもののうち一つ</translation>
    </message>
    <message>
        <source>instead of %1</source>
        <translation>%1 の代わり</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>This is not added, so that the packs that need it may not load, or not do all they can.</source>
        <translation>これは追加しません。必要とするパックは読み込めないか、一部の機能が使えないかもしれません。</translation>
    </message>
    <message>
        <source>all that it needs</source>
        <translation>必要なものすべて</translation>
    </message>
    <message>
        <source>of “%1”</source>
        <comment>a node pack</comment>
        <translation>「%1」のもの</translation>
    </message>
    <message>
        <source>“%1” asks for %2; it is left out by choice.</source>
        <translation>「%1」が %2 を求めていますが、選んで除外しています。</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>すでにあるもの</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>知っておくこと</translation>
    </message>
    <message>
        <source>Not everything that is wanted goes together. Nothing was changed.</source>
        <translation>望まれたものがすべては両立しません。何も変更していません。</translation>
    </message>
    <message>
        <source>There is nothing to do: everything is as it should be.</source>
        <translation>することはありません。すべて正常です。</translation>
    </message>
    <message>
        <source>What it writes into the node pack stays there, what it adds is shown next. Nothing is changed until you agree to that.</source>
        <translation>ノードパックに書き込んだものはそこに残り、追加するものは次に表示されます。同意するまで何も変更しません。</translation>
    </message>
    <message>
        <source>First its environment is built, and ComfyUI tries the node pack as it is and isolated. If one of its nodes would be lost, nothing is changed.</source>
        <translation>まず環境を構築し、ComfyUI がノードパックを今の状態と分離した状態で試します。ノードが一つでも失われるなら、何も変更しません。</translation>
    </message>
    <message>
        <source>The packages beside the base stay as they are.</source>
        <translation>ベースと並ぶパッケージは今のまま残ります。</translation>
    </message>
    <message>
        <source>Packages that nothing else needs are no longer seen by ComfyUI.</source>
        <translation>ほかに必要とするもののないパッケージは、ComfyUI から見えなくなります。</translation>
    </message>
    <message>
        <source>No further packages are needed.</source>
        <translation>ほかに必要なパッケージはありません。</translation>
    </message>
    <message>
        <source>No further packages are needed: everything is there already.</source>
        <translation>ほかに必要なパッケージはありません。すべてすでにあります。</translation>
    </message>
    <message>
        <source>%1 will stand beside the base, %2 in all. The base and its torch stay as they are.</source>
        <translation>%1 がベースと並びます（合計 %2）。ベースとその torch は今のままです。</translation>
    </message>
    <message>
        <source>%1 will stand beside the base. The base and its torch stay as they are.</source>
        <translation>%1 がベースと並びます。ベースとその torch は今のままです。</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>a version before and after</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>comes new</source>
        <translation>新しく入ります</translation>
    </message>
    <message>
        <source>comes from %1</source>
        <translation>%1 から入ります</translation>
    </message>
    <message>
        <source>is loaded again from the next start on</source>
        <translation>次の起動からまた読み込まれます</translation>
    </message>
    <message>
        <source>stays here, but is not loaded</source>
        <translation>ここに残りますが、読み込まれません</translation>
    </message>
    <message numerus="yes">
        <source>%n new commit(s)</source>
        <translation>
            <numerusform>%n 件の新しいコミット</numerusform>
        </translation>
    </message>
    <message>
        <source>another version</source>
        <translation>別のバージョン</translation>
    </message>
    <message>
        <source>goes to the recycle bin</source>
        <translation>ごみ箱に入ります</translation>
    </message>
    <message>
        <source>comes back as it was</source>
        <translation>以前の状態に戻ります</translation>
    </message>
    <message>
        <source>its install.py runs in a copy of it</source>
        <translation>install.py がそのコピーの中で実行されます</translation>
    </message>
    <message>
        <source>gets a Python of its own</source>
        <translation>専用の Python を持ちます</translation>
    </message>
    <message>
        <source>runs in ComfyUI&apos;s Python again</source>
        <translation>再び ComfyUI の Python で動きます</translation>
    </message>
    <message>
        <source>Its install.py ran and added no packages.</source>
        <translation>install.py が実行されましたが、パッケージは追加されませんでした。</translation>
    </message>
    <message>
        <source>Its install.py ran and added %1.</source>
        <translation>install.py が実行され、%1 が追加されました。</translation>
    </message>
    <message>
        <source>Its install.py is the one that ran before.</source>
        <translation>install.py は、以前実行されたものと同じです。</translation>
    </message>
    <message>
        <source>It brings an install.py, which runs only if you say so.</source>
        <translation>install.py があり、指示した場合にだけ実行されます。</translation>
    </message>
    <message>
        <source>Edited here: %1.</source>
        <translation>ここで編集：%1。</translation>
    </message>
    <message>
        <source>New in it: %1</source>
        <translation>新しい点：%1</translation>
    </message>
    <message>
        <source>Node packs · %1</source>
        <comment>how many</comment>
        <translation>ノードパック · %1</translation>
    </message>
    <message>
        <source>&amp;Take away</source>
        <translation>取り除く(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>インストール(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>有効化(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>無効化(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>更新(&amp;U)</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>削除(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>取り消す(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Run it</source>
        <translation>実行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Isolate</source>
        <translation>分離(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Undo isolation</source>
        <translation>分離を取り消す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>復元(&amp;R)</translation>
    </message>
    <message>
        <source>Take the extras away?</source>
        <translation>追加パッケージを取り除きますか？</translation>
    </message>
    <message>
        <source>Install “%1”?</source>
        <translation>「%1」をインストールしますか？</translation>
    </message>
    <message numerus="yes">
        <source>Install %n node pack(s)?</source>
        <translation>
            <numerusform>%n 個のノードパックをインストールしますか？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n node pack(s)?</source>
        <translation>
            <numerusform>%n 個のノードパックを有効にしますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable “%1”?</source>
        <translation>「%1」を有効にしますか？</translation>
    </message>
    <message numerus="yes">
        <source>Disable %n node pack(s)?</source>
        <translation>
            <numerusform>%n 個のノードパックを無効にしますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable “%1”?</source>
        <translation>「%1」を無効にしますか？</translation>
    </message>
    <message numerus="yes">
        <source>Update %n node pack(s)?</source>
        <translation>
            <numerusform>%n 個のノードパックを更新しますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>Update “%1”?</source>
        <translation>「%1」を更新しますか？</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n node pack(s)?</source>
        <translation>
            <numerusform>%n 個のノードパックを削除しますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>「%1」を削除しますか？</translation>
    </message>
    <message numerus="yes">
        <source>Take back %n node pack(s)?</source>
        <translation>
            <numerusform>%n 個のノードパックの変更を取り消しますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back “%1”?</source>
        <translation>「%1」の変更を取り消しますか？</translation>
    </message>
    <message numerus="yes">
        <source>Run the install.py of %n node pack(s)?</source>
        <translation>
            <numerusform>%n 個のノードパックの install.py を実行しますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>Run the install.py of “%1”?</source>
        <translation>「%1」の install.py を実行しますか？</translation>
    </message>
    <message numerus="yes">
        <source>Isolate %n node pack(s)?</source>
        <translation>
            <numerusform>%n 個のノードパックを分離しますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>Isolate “%1”?</source>
        <translation>「%1」を分離しますか？</translation>
    </message>
    <message numerus="yes">
        <source>Undo the isolation of %n node pack(s)?</source>
        <translation>
            <numerusform>%n 個のノードパックの分離を取り消しますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the isolation of “%1”?</source>
        <translation>「%1」の分離を取り消しますか？</translation>
    </message>
    <message>
        <source>Restore the snapshot?</source>
        <translation>スナップショットを復元しますか？</translation>
    </message>
    <message>
        <source>Install what the node packs need?</source>
        <translation>ノードパックに必要なものをインストールしますか？</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanTree</name>
    <message>
        <source>The plan</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>What</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>About it</source>
        <translation>説明</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
</context>
<context>
    <name>portico::app::PortField</name>
    <message>
        <source>P&amp;ort</source>
        <translation>ポート(&amp;O)</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>ポート</translation>
    </message>
    <message>
        <source>The port at which the browser reaches this install.</source>
        <translation>ブラウザーがこのインストールに接続するポートです。</translation>
    </message>
    <message>
        <source>The port at which the browser reaches this install</source>
        <translation>ブラウザーがこのインストールに接続するポート</translation>
    </message>
    <message>
        <source>Stop this install to change its port</source>
        <translation>ポートを変更するには、このインストールを停止してください</translation>
    </message>
</context>
<context>
    <name>portico::app::PorticoLink</name>
    <message>
        <source>The link cannot be read, so nothing was done with it.</source>
        <translation>リンクを読めないため、何も行いませんでした。</translation>
    </message>
    <message>
        <source>Ask whoever made the link, or add the bundle with “Add”.</source>
        <translation>リンクの作成者に尋ねるか、「追加」でバンドルを追加してください。</translation>
    </message>
    <message>
        <source>The link is refused: %1</source>
        <translation>リンクは拒否されました：%1</translation>
    </message>
    <message>
        <source>Do not use it unless you know who made it.</source>
        <translation>作成者が分からない限り、使わないでください。</translation>
    </message>
    <message>
        <source>it names an address that does not begin with https.</source>
        <translation>https で始まらないアドレスを指しています。</translation>
    </message>
    <message>
        <source>its address holds a user name, which may hide the real host.</source>
        <translation>アドレスにユーザー名があり、実際のホストが隠れるおそれがあります。</translation>
    </message>
    <message>
        <source>it holds letters that cannot be seen.</source>
        <translation>見えない文字が含まれています。</translation>
    </message>
</context>
<context>
    <name>portico::app::ProxyRows</name>
    <message>
        <source>As the system</source>
        <translation>システムの設定に従う</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>HTTP proxy</source>
        <translation>HTTP プロキシ</translation>
    </message>
    <message>
        <source>SOCKS 5 proxy</source>
        <translation>SOCKS 5 プロキシ</translation>
    </message>
    <message>
        <source>Script (PAC)</source>
        <translation>スクリプト（PAC）</translation>
    </message>
    <message>
        <source>&amp;Kind of proxy</source>
        <translation>プロキシの種類(&amp;K)</translation>
    </message>
    <message>
        <source>What runs on this computer is never reached through a proxy.</source>
        <translation>このコンピューターで動くものには、プロキシを通して接続することはありません。</translation>
    </message>
    <message>
        <source>Such as intranet.example, .corp.example, 10.0.0.0/8</source>
        <translation>例：intranet.example, .corp.example, 10.0.0.0/8</translation>
    </message>
    <message>
        <source>&amp;Exceptions, reached directly</source>
        <translation>直接接続する例外(&amp;E)</translation>
    </message>
    <message>
        <source>Proxy host</source>
        <translation>プロキシのホスト</translation>
    </message>
    <message>
        <source>Host, such as proxy.example.org</source>
        <translation>ホスト。例：proxy.example.org</translation>
    </message>
    <message>
        <source>Proxy port</source>
        <translation>プロキシのポート</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>ポート</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>アドレス(&amp;D)</translation>
    </message>
    <message>
        <source>Such as http://wpad.example.org/proxy.pac, or a file</source>
        <translation>例：http://wpad.example.org/proxy.pac、またはファイル</translation>
    </message>
    <message>
        <source>Addre&amp;ss of the script</source>
        <translation>スクリプトのアドレス(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>ユーザー名(&amp;U)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>パスワード(&amp;W)</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>消去</translation>
    </message>
    <message>
        <source>Forget the proxy&apos;s password</source>
        <translation>プロキシのパスワードを消去</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>キーチェーンに問い合わせています…</translation>
    </message>
</context>
<context>
    <name>portico::app::PublishDialog</name>
    <message>
        <source>Publish %1</source>
        <translation>%1 を公開</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>公開先</translation>
    </message>
    <message>
        <source>A &amp;folder or team&apos;s list</source>
        <translation>フォルダーまたはチームの一覧(&amp;F)</translation>
    </message>
    <message>
        <source>A release on &amp;GitHub</source>
        <translation>GitHub のリリース(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Notes for those who choose it</source>
        <translation>選ぶ人への説明(&amp;N)</translation>
    </message>
    <message>
        <source>Notes for those who choose it</source>
        <translation>選ぶ人への説明</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>足りないもの</translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation>公開(&amp;P)</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>公開</translation>
    </message>
    <message>
        <source>Folder or list</source>
        <translation>フォルダーまたは一覧</translation>
    </message>
    <message>
        <source>A share, or the path of a catalogue.json</source>
        <translation>共有フォルダー、または catalogue.json のパス</translation>
    </message>
    <message>
        <source>Only of a new list; after its folder without this</source>
        <translation>新しい一覧の場合のみ。空ならフォルダー名になります</translation>
    </message>
    <message>
        <source>As the bundle says</source>
        <translation>バンドルの記載どおり</translation>
    </message>
    <message>
        <source>Replace another bundle of that name</source>
        <translation>同じ名前の別のバンドルを置き換える</translation>
    </message>
    <message>
        <source>F&amp;older or list</source>
        <translation>フォルダーまたは一覧(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Title of the list</source>
        <translation>一覧の表題(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Runs on</source>
        <translation>動作対象(&amp;R)</translation>
    </message>
    <message>
        <source>The bundle is looked at once more and copied there; the list beside it, which every Portico can read, names it when all of it is there.</source>
        <translation>バンドルをもう一度調べ、そこにコピーします。隣の一覧はどの Portico でも読め、すべてがそろってからバンドルが載ります。</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>owner/name</translation>
    </message>
    <message>
        <source>The tag without this</source>
        <translation>空ならタグになります</translation>
    </message>
    <message>
        <source>Not the latest release</source>
        <translation>最新リリースにしない</translation>
    </message>
    <message>
        <source>Reposi&amp;tory</source>
        <translation>リポジトリ(&amp;T)</translation>
    </message>
    <message>
        <source>T&amp;ag</source>
        <translation>タグ(&amp;A)</translation>
    </message>
    <message>
        <source>T&amp;itle</source>
        <translation>表題(&amp;I)</translation>
    </message>
    <message>
        <source>A draft is made, the files are sent and compared with GitHub&apos;s SHA-256, and last the release becomes public. Nobody sees half of it.</source>
        <translation>下書きを作り、ファイルを送って GitHub の SHA-256 と照合し、最後にリリースを公開します。途中の状態が誰かの目に触れることはありません。</translation>
    </message>
    <message>
        <source>Say where to, with the whole path.</source>
        <translation>公開先を完全なパスで指定してください。</translation>
    </message>
    <message>
        <source>Sign in to GitHub first, on the Bundles page.</source>
        <translation>先に「バンドル」のページで GitHub にサインインしてください。</translation>
    </message>
    <message>
        <source>A repository is named owner/name.</source>
        <translation>リポジトリは owner/name の形で書いてください。</translation>
    </message>
    <message>
        <source>Name the release&apos;s tag.</source>
        <translation>リリースのタグを指定してください。</translation>
    </message>
</context>
<context>
    <name>portico::app::RecipeBundleForm</name>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code</source>
        <translation>完成済みビルドのないパッケージを構築する（そのコードが実行されます）</translation>
    </message>
    <message>
        <source>Keep what was downloaded for the next time</source>
        <translation>ダウンロードしたものを次回のために残す</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>フォルダー(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Versions</source>
        <translation>バージョン(&amp;V)</translation>
    </message>
    <message>
        <source>In ho&amp;w many files</source>
        <translation>ファイルの分け方(&amp;W)</translation>
    </message>
    <message>
        <source>Those of the lock beside the bundle, if there is one</source>
        <translation>バンドルの隣にロックがあれば、そのバージョン</translation>
    </message>
    <message>
        <source>The newest that the recipe allows</source>
        <translation>レシピが許す最新のもの</translation>
    </message>
</context>
<context>
    <name>portico::app::RecipeFiles</name>
    <message>
        <source>The recipe names %1, which lies outside of its own folder and cannot be pushed with it.</source>
        <translation>レシピが挙げる %1 は、レシピ自身のフォルダーの外にあり、一緒にプッシュできません。</translation>
    </message>
    <message>
        <source>Put it beside the recipe.</source>
        <translation>それをレシピの隣に置いてください。</translation>
    </message>
</context>
<context>
    <name>portico::app::RegistryModel</name>
    <message>
        <source>Installed already. %1</source>
        <translation>インストール済み。%1</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>ノードパック</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>ダウンロード</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>機能</translation>
    </message>
</context>
<context>
    <name>portico::app::RegistryPanel</name>
    <message>
        <source>&amp;Refresh</source>
        <translation>再読み込み(&amp;R)</translation>
    </message>
    <message>
        <source>Search: what it does, its name, its author</source>
        <translation>検索：機能、名前、作者</translation>
    </message>
    <message>
        <source>Search the Comfy Registry</source>
        <translation>Comfy Registry を検索</translation>
    </message>
    <message>
        <source>Ask the registry for what is new</source>
        <translation>新しいものがないか、レジストリに問い合わせます</translation>
    </message>
    <message>
        <source>About the chosen node pack</source>
        <translation>選んだノードパックについて</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>バージョン(&amp;V)</translation>
    </message>
    <message>
        <source>Node packs of the registry</source>
        <translation>レジストリのノードパック</translation>
    </message>
    <message>
        <source>The Comfy Registry is being asked…</source>
        <translation>Comfy Registry に問い合わせています…</translation>
    </message>
    <message>
        <source>Nothing in the registry has these words.</source>
        <translation>これらの語に合うものはレジストリにありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s), as it was: %1. The registry cannot be reached now.</source>
        <comment>%1 is a moment</comment>
        <translation>
            <numerusform>%n 個のノードパック、%1 の時点。今はレジストリに接続できません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n 個のノードパック</numerusform>
        </translation>
    </message>
    <message>
        <source>The newest: %1</source>
        <translation>最新：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are chosen.</source>
        <translation>
            <numerusform>%n 個のノードパックを選んでいます。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is installed already.</source>
        <translation>「%1」はインストール済みです。</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>「%1」はバージョンではありません。</translation>
    </message>
</context>
<context>
    <name>portico::app::RemoveDialog</name>
    <message>
        <source>Python and ComfyUI</source>
        <translation>Python と ComfyUI</translation>
    </message>
    <message>
        <source>Your files</source>
        <translation>ご自分のファイル</translation>
    </message>
    <message>
        <source>Settings and logs</source>
        <translation>設定とログ</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>リンク</translation>
    </message>
    <message>
        <source>Counting what would go…</source>
        <translation>消えるものを計測しています…</translation>
    </message>
    <message>
        <source>&amp;Keep my own files</source>
        <translation>ご自分のファイルを残す(&amp;K)</translation>
    </message>
    <message>
        <source>Move to the &amp;recycle bin</source>
        <translation>ごみ箱に移す(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Delete for good</source>
        <translation>完全に削除(&amp;D)</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>「%1」を削除しますか？</translation>
    </message>
    <message>
        <source>What would go</source>
        <translation>消えるもの</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>削除(&amp;M)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>What removing %1 takes away</source>
        <translation>%1 の削除で消えるもの</translation>
    </message>
    <message>
        <source>%1 (points to %2, which stays)</source>
        <translation>%1（リンク先の %2 は残ります）</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Keep my own files: %n file(s), %1</source>
        <translation>
            <numerusform>ご自分のファイルを残す：%n 個のファイル、%1(&amp;K)</numerusform>
        </translation>
    </message>
    <message>
        <source>Not touched: %1</source>
        <translation>手を付けないもの：%1</translation>
    </message>
    <message>
        <source>Your files, kept</source>
        <translation>ご自分のファイル（残します）</translation>
    </message>
    <message>
        <source>This deletes %1 for good; it cannot be brought back.</source>
        <translation>%1 を完全に削除します。元に戻せません。</translation>
    </message>
    <message>
        <source>This moves %1 to the recycle bin.</source>
        <translation>%1 をごみ箱に移します。</translation>
    </message>
    <message>
        <source>Your own files are moved to %1.</source>
        <translation>ご自分のファイルは %1 に移します。</translation>
    </message>
</context>
<context>
    <name>portico::app::RemoveEnvsDialog</name>
    <message>
        <source>What would go</source>
        <translation>消えるもの</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>not counted yet</source>
        <translation>未計測</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>削除(&amp;M)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairDialog</name>
    <message>
        <source>&amp;Start ComfyUI once at the end, to be sure</source>
        <translation>確認のため、最後に ComfyUI を一度起動する(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Clear what ComfyUI-Manager would still do at the next start</source>
        <translation>次の起動時に ComfyUI-Manager が行うことを消去する(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Undo what was changed by hand in node packs; it is kept</source>
        <translation>ノードパックに手作業で加えた変更を取り消す（変更は保管します）(&amp;U)</translation>
    </message>
    <message>
        <source>Repair “%1”</source>
        <translation>「%1」を修復</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>修復(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo the repair</source>
        <translation>修復を取り消す(&amp;U)</translation>
    </message>
    <message>
        <source>How the repair stands</source>
        <translation>修復の状況</translation>
    </message>
    <message>
        <source>Steps of the repair</source>
        <translation>修復の手順</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Check by a start</source>
        <translation>起動して確認(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>もう一度試す(&amp;T)</translation>
    </message>
    <message>
        <source>Looking at everything that can be repaired. Nothing is changed.</source>
        <translation>修復できるものをすべて調べています。何も変更しません。</translation>
    </message>
    <message>
        <source>Every file is whole at any time: this may be stopped, and goes on where it was the next time.</source>
        <translation>どのファイルも常に完全な状態です。途中で止めてもよく、次は続きから始まります。</translation>
    </message>
    <message>
        <source>What was replaced is kept in %1.</source>
        <translation>置き換えたものは %1 に保管しています。</translation>
    </message>
    <message>
        <source>Everything is as it was before the repair.</source>
        <translation>すべて修復前の状態です。</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairFlow</name>
    <message>
        <source>Look what can be repaired</source>
        <translation>修復できるものを調べる</translation>
    </message>
    <message>
        <source>Repair %1</source>
        <translation>%1 を修復</translation>
    </message>
    <message>
        <source>Undo the repair of %1</source>
        <translation>%1 の修復を取り消し</translation>
    </message>
    <message>
        <source>Put %1 back as it was</source>
        <translation>%1 を元の状態に戻す</translation>
    </message>
    <message>
        <source>“Repair” looks at everything, and says what it can do.</source>
        <translation>「修復」はすべてを調べ、何ができるかを示します。</translation>
    </message>
    <message>
        <source>Take new packages of %1 into its layer</source>
        <translation>%1 の新しいパッケージをレイヤーに取り込む</translation>
    </message>
    <message>
        <source>They are remembered: “Repair” installs them, or the next change of node packs.</source>
        <translation>記録しました。「修復」、または次にノードパックを変更するときにインストールされます。</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairSteps</name>
    <message>
        <source>What the repair will do</source>
        <translation>修復で行うこと</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number and title of a step</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>From %1.</source>
        <comment>where files come from</comment>
        <translation>%1 から。</translation>
    </message>
    <message>
        <source>%1 are written.</source>
        <comment>a size</comment>
        <translation>%1 を書き込みます。</translation>
    </message>
</context>
<context>
    <name>portico::app::RestoreFlow</name>
    <message>
        <source>Then</source>
        <translation>当時</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>&amp;Go back</source>
        <translation>戻す(&amp;G)</translation>
    </message>
    <message>
        <source>Models, pictures and your other files stay as they are. The state of now is kept, so that this, too, can be taken back.</source>
        <translation>モデル、画像、そのほかのファイルはそのまま残ります。今の状態も残すため、これも取り消せます。</translation>
    </message>
    <message>
        <source>Everything is as it was then. There is nothing to do.</source>
        <translation>すべて当時のままです。することはありません。</translation>
    </message>
    <message>
        <source>What is listed first stays as it is, the rest becomes what it was then.</source>
        <translation>最初に示したものは今のまま残り、ほかは当時の状態になります。</translation>
    </message>
    <message>
        <source>&amp;Go back as far as possible</source>
        <translation>できるところまで戻す(&amp;G)</translation>
    </message>
    <message>
        <source>Not everything can be as it was then.</source>
        <translation>すべてを当時のままにはできません。</translation>
    </message>
    <message>
        <source>&amp;Plan without that</source>
        <translation>それなしで計画(&amp;P)</translation>
    </message>
    <message>
        <source>All is as it was then, but the isolated environment “%1” could not be built.</source>
        <translation>すべて当時のままですが、分離環境「%1」は構築できませんでした。</translation>
    </message>
</context>
<context>
    <name>portico::app::RunView</name>
    <message>
        <source>State of the run</source>
        <translation>実行の状態</translation>
    </message>
    <message>
        <source>Do&amp;wnload what it made</source>
        <translation>成果物をダウンロード(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Cancel the run</source>
        <translation>実行をキャンセル(&amp;C)</translation>
    </message>
    <message>
        <source>Open on &amp;GitHub</source>
        <translation>GitHub で開く(&amp;G)</translation>
    </message>
    <message>
        <source>Being started in %1…</source>
        <translation>%1 で開始しています…</translation>
    </message>
    <message>
        <source>%1, run %2 of %3</source>
        <comment>title of a run; its number; repository</comment>
        <translation>%1、%3 の実行 %2</translation>
    </message>
    <message>
        <source>Not started in %1</source>
        <translation>%1 で開始していません</translation>
    </message>
    <message>
        <source>Stop wa&amp;tching</source>
        <translation>見守りをやめる(&amp;T)</translation>
    </message>
    <message>
        <source>Wa&amp;tch it</source>
        <translation>見守る(&amp;T)</translation>
    </message>
    <message>
        <source>The run on GitHub goes on</source>
        <translation>GitHub での実行は続きます</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a job or step on GitHub; its state</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The last lines of its log</source>
        <translation>ログの最後の行</translation>
    </message>
</context>
<context>
    <name>portico::app::ScriptChoice</name>
    <message>
        <source>About running install.py</source>
        <translation>install.py の実行について</translation>
    </message>
    <message>
        <source>install.py is its author&apos;s own code and runs with your rights, on a copy of Python and packages that is thrown away; what it adds is shown before it is installed.</source>
        <translation>install.py は作者自身のコードで、ご自分の権限で実行されます。使うのは、後で捨てる Python とパッケージのコピーです。追加されるものは、インストールの前に表示されます。</translation>
    </message>
    <message>
        <source>Meanwhile the copy takes %1 on the disk.</source>
        <translation>その間、コピーはディスクを %1 使います。</translation>
    </message>
    <message>
        <source>%1 brings an install.py (%2)</source>
        <translation>%1 には install.py があります（%2）</translation>
    </message>
    <message>
        <source>Run it in a throwaway copy</source>
        <translation>使い捨てのコピーの中で実行する</translation>
    </message>
    <message>
        <source>Run the install.py of %1 in a throwaway copy</source>
        <translation>%1 の install.py を使い捨てのコピーの中で実行</translation>
    </message>
    <message>
        <source>Show install.py…</source>
        <translation>install.py を表示…</translation>
    </message>
    <message>
        <source>Show the install.py of %1</source>
        <translation>%1 の install.py を表示</translation>
    </message>
</context>
<context>
    <name>portico::app::ScriptDialog</name>
    <message>
        <source>install.py of %1</source>
        <translation>%1 の install.py</translation>
    </message>
    <message>
        <source>%1/install.py · %2 · SHA-256 %3…</source>
        <translation>%1/install.py · %2 · SHA-256 %3…</translation>
    </message>
    <message>
        <source>The text of install.py</source>
        <translation>install.py の内容</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
</context>
<context>
    <name>portico::app::SetUp</name>
    <message>
        <source>ComfyUI with %1</source>
        <comment>an accelerator</comment>
        <translation>%1 の ComfyUI</translation>
    </message>
    <message>
        <source>Set up %1</source>
        <translation>%1 をセットアップ</translation>
    </message>
</context>
<context>
    <name>portico::app::SettingRow</name>
    <message>
        <source>%1: result</source>
        <comment>name of a setting</comment>
        <translation>%1：結果</translation>
    </message>
</context>
<context>
    <name>portico::app::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>ライブラリ</translation>
    </message>
    <message>
        <source>The folder that holds all installs, downloads and shared models.</source>
        <translation>すべてのインストール、ダウンロード、共有モデルを置くフォルダー。</translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation>ライブラリフォルダー</translation>
    </message>
    <message>
        <source>The next start of Portico uses this folder. Nothing is moved: what is in %1 stays there.</source>
        <translation>Portico の次の起動から、このフォルダーを使います。何も移動しません。%1 にあるものはそこに残ります。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>ウィンドウ</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムの設定に従う</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Co&amp;lours</source>
        <translation>配色(&amp;L)</translation>
    </message>
    <message>
        <source>Closing while an install runs</source>
        <translation>実行中に閉じるとき</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>尋ねる</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>停止する</translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation>動かしておく</translation>
    </message>
    <message>
        <source>&amp;Closing while an install runs</source>
        <translation>実行中に閉じるとき(&amp;C)</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>ノードパックのパッケージ</translation>
    </message>
    <message>
        <source>Trust new packages after</source>
        <translation>新しいパッケージを信頼するまで</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>すぐに</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 日</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Trust new packages after</source>
        <translation>新しいパッケージを信頼するまで(&amp;T)</translation>
    </message>
    <message>
        <source>Harmful uploads are mostly found within days. Until then an older version is taken, where one fits.</source>
        <translation>有害なアップロードは、たいてい数日以内に見つかります。それまでは、合うものがあれば古いバージョンを使います。</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>カタログ</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>GitHub answers 60 questions an hour for everybody behind one address, and 5,000 for you with a token. For that it needs no rights, and it goes to api.github.com alone.</source>
        <translation>GitHub は、同じアドレスの全員に対して 1 時間に 60 回まで応答し、トークンがあればご自分だけに 5,000 回まで応答します。権限は不要で、トークンは api.github.com にだけ送られます。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>言語(&amp;G)</translation>
    </message>
    <message>
        <source>The window changes its language once the work that is under way has ended.</source>
        <translation>実行中の作業が終わると、ウィンドウの言語が切り替わります。</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>デスクトップ</translation>
    </message>
    <message>
        <source>Updates of Portico</source>
        <translation>Portico の更新</translation>
    </message>
</context>
<context>
    <name>portico::app::ShareRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>portico::app::ShelfLook</name>
    <message>
        <source>Version %1</source>
        <translation>バージョン %1</translation>
    </message>
    <message>
        <source>the newest ComfyUI</source>
        <translation>最新の ComfyUI</translation>
    </message>
    <message>
        <source>ComfyUI %1</source>
        <translation>ComfyUI %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n 個のノードパック</numerusform>
        </translation>
    </message>
    <message>
        <source>Check</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>公開…</translation>
    </message>
    <message>
        <source>Make the bundle…</source>
        <translation>バンドルを作成…</translation>
    </message>
    <message>
        <source>Build on GitHub…</source>
        <translation>GitHub で構築…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>フォルダーを開く(&amp;F)</translation>
    </message>
    <message>
        <source>Copy the &amp;SHA-256</source>
        <translation>SHA-256 をコピー(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Compare with…</source>
        <translation>比較(&amp;C)…</translation>
    </message>
    <message>
        <source>Open the &amp;recipe</source>
        <translation>レシピを開く(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Take off this list</source>
        <translation>一覧から外す(&amp;T)</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>もうそこにありません。</translation>
    </message>
    <message>
        <source>Bring it back to this place, or take it off this list.</source>
        <translation>この場所に戻すか、一覧から外してください。</translation>
    </message>
</context>
<context>
    <name>portico::app::ShelfRow</name>
    <message>
        <source>More that can be done</source>
        <translation>そのほかの操作</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>%1: result</source>
        <comment>a bundle or recipe</comment>
        <translation>%1：結果</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what a button does; the bundle or recipe</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
</context>
<context>
    <name>portico::app::Sidebar</name>
    <message>
        <source>Installs</source>
        <translation>インストール</translation>
    </message>
    <message>
        <source>This co&amp;mputer</source>
        <translation>このコンピューター(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Bundles</source>
        <translation>バンドル(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>ネットワーク(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Disk</source>
        <translation>ディスク(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>設定(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>追加(&amp;A)</translation>
    </message>
    <message>
        <source>Add ComfyUI</source>
        <translation>ComfyUI を追加</translation>
    </message>
    <message>
        <source>A &amp;build for this computer…</source>
        <translation>このコンピューター用のビルド(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Composed from its parts…</source>
        <translation>部品から組み立て(&amp;C)…</translation>
    </message>
    <message>
        <source>A bundle from a &amp;file…</source>
        <translation>ファイルのバンドル(&amp;F)…</translation>
    </message>
    <message>
        <source>A bundle from an &amp;address…</source>
        <translation>アドレスのバンドル(&amp;A)…</translation>
    </message>
    <message>
        <source>A ComfyUI folder I already &amp;have…</source>
        <translation>すでにある ComfyUI フォルダー(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Start or stop</source>
        <translation>起動または停止(&amp;S)</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>名前を変更(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>複製(&amp;D)</translation>
    </message>
    <message>
        <source>Make a &amp;bundle…</source>
        <translation>バンドルを作成(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>削除(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Migrate into the library…</source>
        <translation>ライブラリに移行(&amp;M)…</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>ガイド</translation>
    </message>
    <message>
        <source>What to do when, and what the words mean (F1)</source>
        <translation>どんなときに何をするか、用語の意味（F1）</translation>
    </message>
</context>
<context>
    <name>portico::app::SourceRows</name>
    <message>
        <source>Builds come from ComfyUI&apos;s own releases, and from the lists below besides.</source>
        <translation>ビルドは、ComfyUI 自身のリリースと、次の一覧から来ます。</translation>
    </message>
    <message>
        <source>Address or file of a team&apos;s list, or owner/name on GitHub</source>
        <translation>チームの一覧のアドレスかファイル、または GitHub の owner/name</translation>
    </message>
    <message>
        <source>&amp;One more list</source>
        <translation>一覧を追加(&amp;O)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Choose a team&apos;s list</source>
        <translation>チームの一覧を選ぶ</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Add the list</source>
        <translation>一覧を追加</translation>
    </message>
    <message>
        <source>%1 on GitHub</source>
        <translation>GitHub の %1</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>テスト：%1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>削除：%1</translation>
    </message>
    <message>
        <source>What was installed from it stays</source>
        <translation>ここからインストールしたものは残ります</translation>
    </message>
    <message>
        <source>Asking it…</source>
        <translation>問い合わせています…</translation>
    </message>
    <message numerus="yes">
        <source>It answers, with %n build(s).</source>
        <translation>
            <numerusform>応答あり：%n 個のビルド。</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a list of builds</source>
        <translation>ビルドの一覧を追加</translation>
    </message>
    <message numerus="yes">
        <source>Added %1, with %n build(s).</source>
        <translation>
            <numerusform>%1（%n 個のビルド）を追加しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>A team&apos;s list</source>
        <translation>チームの一覧</translation>
    </message>
    <message>
        <source>Lists of builds (*.json);;All files (*)</source>
        <translation>ビルドの一覧 (*.json);;すべてのファイル (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::StartButton</name>
    <message>
        <source>Start and open</source>
        <translation>起動して開く</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起動</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>もう一度起動</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>End at once</source>
        <translation>すぐに終了</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>起動(&amp;S)</translation>
    </message>
    <message>
        <source>Start and &amp;open in the browser when ready</source>
        <translation>起動し、準備完了になったらブラウザーで開く(&amp;O)</translation>
    </message>
    <message>
        <source>Sa&amp;fe start, without node packs</source>
        <translation>セーフスタート（ノードパックなし）(&amp;F)</translation>
    </message>
    <message>
        <source>Find the &amp;guilty node pack…</source>
        <translation>原因のパックを探す(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>再起動(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep running when Portico is closed</source>
        <translation>Portico を閉じても動かしておく(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;End at once, without asking ComfyUI</source>
        <translation>ComfyUI に確かめずにすぐ終了(&amp;E)</translation>
    </message>
</context>
<context>
    <name>portico::app::StateKeeping</name>
    <message>
        <source>Take a snapshot</source>
        <translation>スナップショットを記録</translation>
    </message>
</context>
<context>
    <name>portico::app::StepRow</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>手順 %1 / %2：%3</translation>
    </message>
</context>
<context>
    <name>portico::app::TestWorkflowRows</name>
    <message>
        <source>There is none yet.</source>
        <translation>まだありません。</translation>
    </message>
    <message>
        <source>A&amp;dd a workflow…</source>
        <translation>ワークフローを追加(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Try them now</source>
        <translation>今すぐ試す(&amp;T)</translation>
    </message>
    <message>
        <source>An update works these off with the new generation and is switched to only when all of them work. In ComfyUI: File, Export (API); then drop the file here.</source>
        <translation>更新のとき、新しい世代でこれらを最後まで実行し、すべて動いた場合にだけ切り替えます。ComfyUI で「File」の「Export (API)」を選び、そのファイルをここにドロップしてください。</translation>
    </message>
    <message>
        <source>Not tried yet.</source>
        <translation>まだ試していません。</translation>
    </message>
    <message>
        <source>Worked %1, in %2 s.</source>
        <comment>a moment; seconds</comment>
        <translation>%1 に動作しました（%2 秒）。</translation>
    </message>
    <message>
        <source>Failed %1: %2</source>
        <comment>a moment; a sentence</comment>
        <translation>%1 に失敗しました：%2</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Remove the test workflow %1</source>
        <translation>テストワークフロー %1 を削除</translation>
    </message>
    <message>
        <source>Choose workflows</source>
        <translation>ワークフローを選ぶ</translation>
    </message>
    <message>
        <source>Workflows (*.json)</source>
        <translation>ワークフロー (*.json)</translation>
    </message>
    <message>
        <source>Try the test workflows of %1</source>
        <comment>an install</comment>
        <translation>%1 のテストワークフローを試す</translation>
    </message>
</context>
<context>
    <name>portico::app::Texts</name>
    <message>
        <source>Stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>起動中</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>停止処理中</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>クラッシュ</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <comment>minutes and seconds</comment>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <comment>hours and minutes</comment>
        <translation>%1 時間 %2 分</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 日</numerusform>
        </translation>
    </message>
    <message>
        <source>Today at %1</source>
        <translation>今日 %1</translation>
    </message>
    <message>
        <source>Yesterday at %1</source>
        <translation>昨日 %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>date and time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>The sources are being asked for what is new…</source>
        <translation>新しいものがないか、提供元に問い合わせています…</translation>
    </message>
    <message>
        <source>Still asking: %1…</source>
        <translation>まだ問い合わせています：%1…</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>a size each second</comment>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>毎秒 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>done of total</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>ComfyUI %1</source>
        <translation>ComfyUI %1</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message>
        <source>Anymatix portable bundle</source>
        <translation>Anymatix ポータブルバンドル</translation>
    </message>
    <message>
        <source>Official ComfyUI portable</source>
        <translation>公式ポータブル版 ComfyUI</translation>
    </message>
    <message>
        <source>Comfy-Org standalone environment</source>
        <translation>Comfy-Org スタンドアロン環境</translation>
    </message>
    <message>
        <source>Put together by Portico</source>
        <translation>Portico が組み立てたもの</translation>
    </message>
    <message>
        <source>ComfyUI folder with its own Python</source>
        <translation>専用の Python のある ComfyUI フォルダー</translation>
    </message>
    <message>
        <source>Waiting for another job to end</source>
        <translation>別のジョブが終わるのを待っています</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>作業中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>キャンセル済み</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>today at %1</source>
        <comment>within a sentence</comment>
        <translation>今日 %1</translation>
    </message>
    <message>
        <source>yesterday at %1</source>
        <comment>within a sentence</comment>
        <translation>昨日 %1</translation>
    </message>
</context>
<context>
    <name>portico::app::TokenDialog</name>
    <message>
        <source>Sign in to GitHub</source>
        <translation>GitHub にサインイン</translation>
    </message>
    <message>
        <source>With a token Portico does in your name what you press here, and nothing else. It goes to GitHub alone, lies in this computer&apos;s keychain, and is never shown again.</source>
        <translation>トークンがあると、Portico はここで押した操作だけをご自分の名前で行い、ほかには何もしません。トークンは GitHub にだけ送られ、このコンピューターのキーチェーンに置かれ、二度と表示されません。</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>サインイン(&amp;S)</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Make a token on GitHub</source>
        <translation>GitHub でトークンを作成(&amp;M)</translation>
    </message>
    <message>
        <source>Opens GitHub with these rights chosen already</source>
        <translation>次の権限を選んだ状態で GitHub を開きます</translation>
    </message>
    <message>
        <source>Rights that the token needs</source>
        <translation>トークンに必要な権限</translation>
    </message>
    <message>
        <source>To push recipes, make releases, and read what a run made, also in private repositories.</source>
        <translation>非公開のリポジトリも含めて、レシピのプッシュ、リリースの作成、実行の成果物の読み取りに使います。</translation>
    </message>
    <message>
        <source>To put a workflow&apos;s file into a repository.</source>
        <translation>リポジトリにワークフローのファイルを入れるために使います。</translation>
    </message>
    <message>
        <source>or fine-grained</source>
        <translation>または fine-grained トークン</translation>
    </message>
    <message>
        <source>For the one repository: Contents, Actions and Workflows, each “read and write”.</source>
        <translation>その一つのリポジトリに対して：Contents、Actions、Workflows をそれぞれ「read and write」。</translation>
    </message>
    <message>
        <source>github.com, or the address of a company&apos;s own</source>
        <translation>github.com、または会社独自のアドレス</translation>
    </message>
    <message>
        <source>Git&amp;Hub server</source>
        <translation>GitHub サーバー(&amp;H)</translation>
    </message>
    <message>
        <source>“Forget” takes it from this computer. To end it on GitHub as well, delete it at %1/settings/tokens.</source>
        <translation>「消去」でこのコンピューターから消えます。GitHub でも無効にするには、%1/settings/tokens で削除してください。</translation>
    </message>
    <message>
        <source>Asking GitHub whose it is…</source>
        <translation>トークンの持ち主を GitHub に問い合わせています…</translation>
    </message>
    <message>
        <source>%1 on %2.</source>
        <comment>a person; a server</comment>
        <translation>%2 の %1。</translation>
    </message>
</context>
<context>
    <name>portico::app::TokenRow</name>
    <message>
        <source>GitHub &amp;token</source>
        <translation>GitHub のトークン(&amp;T)</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>消去</translation>
    </message>
    <message>
        <source>Forget the GitHub token</source>
        <translation>GitHub のトークンを消去</translation>
    </message>
    <message>
        <source>This is no token: it has spaces or letters that no token has.</source>
        <translation>これはトークンではありません。空白か、トークンに使われない文字があります。</translation>
    </message>
    <message>
        <source>Copy it from GitHub once more, and nothing else.</source>
        <translation>GitHub からトークンだけをもう一度コピーしてください。</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>キーチェーンに問い合わせています…</translation>
    </message>
</context>
<context>
    <name>portico::app::Tray</name>
    <message>
        <source>%1: %2</source>
        <comment>an install; its state</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Portico: nothing runs</source>
        <translation>Portico：実行中のものはありません</translation>
    </message>
    <message>
        <source>&amp;Open Portico</source>
        <translation>Portico を開く(&amp;O)</translation>
    </message>
    <message numerus="yes">
        <source>%n more in the window…</source>
        <translation>
            <numerusform>ウィンドウにあと %n 個…</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>起動(&amp;S)</translation>
    </message>
    <message>
        <source>Open in &amp;browser</source>
        <translation>ブラウザーで開く(&amp;B)</translation>
    </message>
    <message>
        <source>No browser could be opened for %1.</source>
        <translation>%1 を開くブラウザーがありませんでした。</translation>
    </message>
    <message>
        <source>Open this address in a browser yourself.</source>
        <translation>ご自分のブラウザーでこのアドレスを開いてください。</translation>
    </message>
</context>
<context>
    <name>portico::app::UnusedEnvRow</name>
    <message>
        <source>being measured…</source>
        <translation>計測中…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を削除</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateFlow</name>
    <message>
        <source>Now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>更新後</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>更新(&amp;U)</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateLook</name>
    <message>
        <source>not there</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Does not go with it</source>
        <translation>合わないもの</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Packages of its Python</source>
        <translation>Python のパッケージ</translation>
    </message>
    <message>
        <source>What ComfyUI itself asks for</source>
        <translation>ComfyUI 自身が求めるもの</translation>
    </message>
    <message>
        <source>“%1” is at this ComfyUI already.</source>
        <translation>「%1」はすでにこの ComfyUI です。</translation>
    </message>
    <message>
        <source>Some node packs do not go with that ComfyUI. Disable them, or choose another version.</source>
        <translation>その ComfyUI に合わないノードパックがあります。無効にするか、別のバージョンを選んでください。</translation>
    </message>
    <message>
        <source>It is made beside what is there and started once as a test; only then “%1” uses it. Node packs, models and your files stay, and going back takes a moment.</source>
        <translation>今のものと並べて作り、試しに一度起動してから、「%1」がそれを使い始めます。ノードパック、モデル、ご自分のファイルは残り、すぐに戻せます。</translation>
    </message>
    <message>
        <source>It is older than the present one, so its list of jobs and models begins anew.</source>
        <translation>今のものより古いため、ジョブとモデルの一覧は空から始まります。</translation>
    </message>
    <message>
        <source>It brings another torch.</source>
        <translation>別の torch が付属します。</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>アクセラレーター</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdatePackDialog</name>
    <message>
        <source>Another version of “%1”</source>
        <translation>「%1」の別のバージョン</translation>
    </message>
    <message>
        <source>Now it is %1. What changes is shown before anything is done.</source>
        <translation>今は %1 です。何かを行う前に、変わるものを表示します。</translation>
    </message>
    <message>
        <source>&amp;Version, tag, branch or commit</source>
        <translation>バージョン、タグ、ブランチ、コミット(&amp;V)</translation>
    </message>
    <message>
        <source>Version, tag, branch or commit</source>
        <translation>バージョン、タグ、ブランチ、コミット</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>計画を表示(&amp;S)</translation>
    </message>
    <message>
        <source>The Comfy Registry is being asked…</source>
        <translation>Comfy Registry に問い合わせています…</translation>
    </message>
    <message>
        <source>Versions of %1</source>
        <translation>%1 のバージョン</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) are listed.</source>
        <translation>
            <numerusform>%n 個のバージョンがあります。</numerusform>
        </translation>
    </message>
    <message>
        <source>A version, branch or commit has no spaces.</source>
        <translation>バージョン、ブランチ、コミットに空白は使えません。</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateRows</name>
    <message>
        <source>The program file %1 is replaced, and the one before is kept beside it. What is open goes on as it is: the new one counts from the next start on.</source>
        <translation>プログラムファイル %1 を置き換え、前のものはその隣に残します。開いているものはそのまま続き、新しいものは次の起動から有効です。</translation>
    </message>
    <message>
        <source>The installer is opened. It asks for Portico to be closed and replaces it then; installs, models and settings stay as they are.</source>
        <translation>インストーラーを開きます。Portico を閉じるよう求め、その後で置き換えます。インストール、モデル、設定はそのままです。</translation>
    </message>
    <message>
        <source>The disk image is opened. Close Portico, then drag the new one into Applications; installs, models and settings stay as they are.</source>
        <translation>ディスクイメージを開きます。Portico を閉じてから、新しいものを「アプリケーション」にドラッグしてください。インストール、モデル、設定はそのままです。</translation>
    </message>
    <message>
        <source>The installer of Portico %1 is open. It replaces Portico once that is closed.</source>
        <translation>Portico %1 のインストーラーを開きました。Portico を閉じると、インストーラーが置き換えます。</translation>
    </message>
    <message>
        <source>Portico %1 is in place and counts from the next start on. The one before is kept: %2</source>
        <translation>Portico %1 を配置しました。次の起動から有効です。前のものは残してあります：%2</translation>
    </message>
    <message>
        <source>This is Portico %1.</source>
        <translation>お使いの Portico は %1 です。</translation>
    </message>
    <message>
        <source>Look for a &amp;newer Portico once a day</source>
        <translation>一日一回、より新しい Portico を探す(&amp;N)</translation>
    </message>
    <message>
        <source>This fetches one small file from %1 and checks who signed it. The server learns your network address and the version of Portico, as with every download, and nothing else. Nothing is downloaded or installed before you say so.</source>
        <translation>%1 から小さなファイルを一つ取得し、署名した人を確認します。サーバーに伝わるのは、どのダウンロードでもそうであるように、お使いのネットワークアドレスと Portico のバージョンだけです。指示があるまで、何もダウンロードもインストールもしません。</translation>
    </message>
    <message>
        <source>Your mirror of GitHub is asked first.</source>
        <translation>GitHub のミラーに先に問い合わせます。</translation>
    </message>
    <message>
        <source>Stop l&amp;ooking</source>
        <translation>探すのを中止(&amp;O)</translation>
    </message>
    <message>
        <source>L&amp;ook now</source>
        <translation>今すぐ探す(&amp;O)</translation>
    </message>
    <message>
        <source>Stop looking for a newer Portico</source>
        <translation>より新しい Portico を探すのを中止</translation>
    </message>
    <message>
        <source>Look for a newer Portico now</source>
        <translation>より新しい Portico を今すぐ探す</translation>
    </message>
    <message>
        <source>Last looked: %1</source>
        <comment>a moment such as “Today at 14:05”</comment>
        <translation>最後に探した日時：%1</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1 に問い合わせ中…</translation>
    </message>
    <message>
        <source>There is no newer one.</source>
        <translation>より新しいものはありません。</translation>
    </message>
    <message>
        <source>Install Portico %1?</source>
        <translation>Portico %1 をインストールしますか？</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>インストール(&amp;I)</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateView</name>
    <message>
        <source>What is new</source>
        <translation>新しい点</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>キャンセル(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Install…</source>
        <translation>インストール(&amp;I)…</translation>
    </message>
    <message>
        <source>Download the update of Portico</source>
        <translation>Portico の更新をダウンロード</translation>
    </message>
    <message>
        <source>Cancel the update of Portico</source>
        <translation>Portico の更新をキャンセル</translation>
    </message>
    <message>
        <source>Install the update of Portico…</source>
        <translation>Portico の更新をインストール…</translation>
    </message>
    <message>
        <source>There is Portico %1.</source>
        <translation>Portico %1 があります。</translation>
    </message>
    <message>
        <source>Its authors say that versions before %1 are not safe to use any more.</source>
        <translation>作者によると、%1 より前のバージョンはもう安全に使えません。</translation>
    </message>
    <message>
        <source>Do&amp;wnload (%1)</source>
        <comment>a size</comment>
        <translation>ダウンロード（%1）(&amp;W)</translation>
    </message>
    <message>
        <source>There is no file of it for this kind of computer. A later version may have one again.</source>
        <translation>この種類のコンピューター用のファイルはありません。今後のバージョンでまた用意されるかもしれません。</translation>
    </message>
    <message>
        <source>Downloaded and checked. Portico is not replaced while an install runs: stop %1 first.</source>
        <comment>names of installs</comment>
        <translation>ダウンロードして確認しました。動作中のインストールがある間は、Portico を置き換えません。先に %1 を停止してください。</translation>
    </message>
    <message>
        <source>Downloaded and checked.</source>
        <translation>ダウンロードして確認しました。</translation>
    </message>
</context>
<context>
    <name>portico::app::VersionDialog</name>
    <message>
        <source>Also versions for &amp;testing</source>
        <translation>試験中のバージョンも表示(&amp;T)</translation>
    </message>
    <message>
        <source>Versions of ComfyUI</source>
        <translation>ComfyUI のバージョン</translation>
    </message>
    <message>
        <source>A fresh install at another version can stand beside “%1”; both use the same models.</source>
        <translation>別のバージョンを「%1」と並べて新しくインストールできます。どちらも同じモデルを使います。</translation>
    </message>
    <message>
        <source>What is there now is kept: going back takes a moment.</source>
        <translation>今あるものは残り、すぐに戻せます。</translation>
    </message>
    <message>
        <source>What going there needs</source>
        <translation>切り替えに必要なもの</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>新しい点</translation>
    </message>
    <message>
        <source>Its publisher wrote no notes.</source>
        <translation>公開元はリリースノートを書いていません。</translation>
    </message>
    <message>
        <source>&amp;Update to this version…</source>
        <translation>このバージョンに更新(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Fresh install at this version…</source>
        <translation>このバージョンを新規インストール(&amp;F)…</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>The list is being asked for…</source>
        <translation>一覧を問い合わせています…</translation>
    </message>
    <message>
        <source>The list of versions could not be fetched. %1 %2</source>
        <translation>バージョンの一覧を取得できませんでした。%1 %2</translation>
    </message>
    <message>
        <source>The list of versions is not here yet.</source>
        <translation>バージョンの一覧はまだありません。</translation>
    </message>
    <message>
        <source>“Stable” stays behind on purpose: others have met its bugs first. List as it was: %1.</source>
        <translation>「安定版」は、意図的に遅れて進みます。不具合には、ほかの人が先に出会っています。一覧は %1 の時点のものです。</translation>
    </message>
    <message>
        <source>Read more in the browser</source>
        <translation>ブラウザーで詳しく読む</translation>
    </message>
</context>
<context>
    <name>portico::app::VersionsModel</name>
    <message>
        <source>this install</source>
        <translation>このインストール</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>安定版</translation>
    </message>
    <message>
        <source>latest</source>
        <translation>最新版</translation>
    </message>
    <message>
        <source>for testing</source>
        <translation>試験中</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>トラック</translation>
    </message>
</context>
<context>
    <name>portico::app::WindowWords</name>
    <message>
        <source>Give it another version, or do it again and choose that the one that is there is replaced.</source>
        <translation>別のバージョンを付けるか、今あるものを置き換えることを選んでやり直してください。</translation>
    </message>
    <message>
        <source>Publish it again and say what it runs on.</source>
        <translation>何で動くかを指定して、もう一度公開してください。</translation>
    </message>
    <message>
        <source>Make it again and allow packages to be built here.</source>
        <translation>ここでのパッケージの構築を許可して、作り直してください。</translation>
    </message>
    <message>
        <source>Make it again with the newest versions.</source>
        <translation>最新のバージョンで作り直してください。</translation>
    </message>
    <message>
        <source>Make a new token on GitHub and give it here: “Sign in” or “Token” of the Bundles page.</source>
        <translation>GitHub で新しいトークンを作り、「バンドル」のページの「サインイン」または「トークン」で入力してください。</translation>
    </message>
    <message>
        <source>Look at its newest runs before you start it again.</source>
        <translation>もう一度開始する前に、最新の実行を見てください。</translation>
    </message>
    <message>
        <source>Start the workflow again.</source>
        <translation>ワークフローをもう一度開始してください。</translation>
    </message>
    <message>
        <source>Repair the install first: “Repair” on its Overview, or absorb what was changed.</source>
        <translation>先にインストールを修復するか（概要の「修復」）、変更されたものを取り込んでください。</translation>
    </message>
    <message>
        <source>Make one on the Bundles page.</source>
        <translation>「バンドル」のページで作ってください。</translation>
    </message>
</context>
<context>
    <name>portico::app::WishCards</name>
    <message>
        <source>“%1” wants other node packs: %2.</source>
        <translation>「%1」はほかのノードパックを希望しています：%2。</translation>
    </message>
    <message>
        <source>Its nodes may not work without them; the plan says what would be installed.</source>
        <translation>それらがないと、ノードが動かないかもしれません。何がインストールされるかは計画に示されます。</translation>
    </message>
    <message>
        <source>Show the plan…</source>
        <translation>計画を表示…</translation>
    </message>
    <message>
        <source>Show the plan for “%1”</source>
        <translation>「%1」の計画を表示</translation>
    </message>
    <message>
        <source>“%1” wants node packs that are disabled: %2.</source>
        <translation>「%1」は、無効になっているノードパックを希望しています：%2。</translation>
    </message>
    <message>
        <source>They can be enabled under “Nodes”.</source>
        <translation>「ノード」で有効にできます。</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system.</source>
        <translation>「%1」にはシステムのパッケージが必要です。</translation>
    </message>
    <message>
        <source>Portico never installs them by itself. This is the command:</source>
        <translation>Portico が自分でインストールすることはありません。次のコマンドです：</translation>
    </message>
    <message>
        <source>The command that installs them</source>
        <translation>それらをインストールするコマンド</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the command for “%1”</source>
        <translation>「%1」のコマンドをコピー</translation>
    </message>
    <message>
        <source>Run in a &amp;terminal…</source>
        <translation>端末で実行(&amp;T)…</translation>
    </message>
    <message>
        <source>Run the command for “%1” in a terminal</source>
        <translation>「%1」のコマンドを端末で実行</translation>
    </message>
    <message>
        <source>The terminal shows the command and asks before it runs it</source>
        <translation>端末がコマンドを表示し、実行の前に確認します</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>%1 行目：%2</translation>
    </message>
    <message>
        <source>About comfy-env-root.toml of “%1”</source>
        <translation>「%1」の comfy-env-root.toml について</translation>
    </message>
</context>
<context>
    <name>portico::cli::AcceleratorWish</name>
    <message>
        <source>“%1” is no accelerator.</source>
        <translation>「%1」はアクセラレーターではありません。</translation>
    </message>
    <message>
        <source>Write one such as cu130, cu126, rocm7.2, xpu, mps or cpu.</source>
        <translation>cu130、cu126、rocm7.2、xpu、mps、cpu のように書いてください。</translation>
    </message>
</context>
<context>
    <name>portico::cli::AddCommand</name>
    <message>
        <source>A bundle (file or URL), or a folder that already holds ComfyUI.</source>
        <translation>バンドル（ファイルまたは URL）、または ComfyUI の入ったフォルダー。</translation>
    </message>
    <message>
        <source>What to call it.</source>
        <translation>付ける名前。</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>接続に使うポート。</translation>
    </message>
    <message>
        <source>The archive must have this SHA-256.</source>
        <translation>アーカイブの SHA-256 がこの値でなければならない。</translation>
    </message>
    <message>
        <source>Refuse a bundle whose hash nobody published.</source>
        <translation>ハッシュが公開されていないバンドルを拒否する。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>「%1」はポートではありません。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>8188 など、1 から 65535 までの数を選んでください。</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>「%1」は SHA-256 ではありません。</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>16 進数 64 桁を指定してください。</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 を追加</translation>
    </message>
    <message>
        <source>Add an install from a bundle, or adopt a ComfyUI folder</source>
        <translation>バンドルからインストールを追加、または ComfyUI フォルダーを追加</translation>
    </message>
    <message>
        <source>A bundle is downloaded, checked, unpacked and set up; it is there wholly or not at all.
A folder stays where it is and nothing in it is changed.</source>
        <translation>バンドルはダウンロード、確認、展開、セットアップされ、全部あるか、まったくないかのどちらかになります。
フォルダーは元の場所のまま残り、中のものは何も変更しません。</translation>
    </message>
    <message>
        <source>Added “%1” as %2.</source>
        <translation>「%1」を %2 として追加しました。</translation>
    </message>
    <message>
        <source>No published hash was given, so the bundle is not verified. Its SHA-256 is %1.</source>
        <translation>公開されたハッシュが指定されていないため、バンドルは未検証です。SHA-256 は %1 です。</translation>
    </message>
    <message>
        <source>Start it with: porticoctl start %1</source>
        <translation>起動するには：porticoctl start %1</translation>
    </message>
    <message>
        <source>ComfyUI starts with “%1”.</source>
        <translation>ComfyUI は「%1」で起動します。</translation>
    </message>
</context>
<context>
    <name>portico::cli::AppUpdateCommand</name>
    <message>
        <source>Portico %1 is the newest.</source>
        <translation>Portico %1 は最新です。</translation>
    </message>
    <message>
        <source>The installer of Portico %1 was opened; it replaces Portico once that is closed.</source>
        <translation>Portico %1 のインストーラーを開きました。Portico を閉じると、インストーラーが置き換えます。</translation>
    </message>
    <message>
        <source>Portico %1 is in place: it counts from the next start on.</source>
        <translation>Portico %1 を配置しました。次の起動から有効です。</translation>
    </message>
    <message>
        <source>The one before is kept: %1</source>
        <translation>前のものは残してあります：%1</translation>
    </message>
    <message>
        <source>There is Portico %1; this is %2.</source>
        <translation>Portico %1 があります。今のものは %2 です。</translation>
    </message>
    <message>
        <source>Do not go on with this version: its authors say that only %1 and newer ones are safe.</source>
        <translation>このバージョンを使い続けないでください。作者によると、安全なのは %1 以降だけです。</translation>
    </message>
    <message>
        <source>Downloaded and checked: %1</source>
        <translation>ダウンロードして確認しました：%1</translation>
    </message>
    <message>
        <source>“porticoctl app-update install” installs it (%1).</source>
        <translation>「porticoctl app-update install」でインストールできます（%1）。</translation>
    </message>
    <message>
        <source>There is no file of it for this kind of computer.</source>
        <translation>この種類のコンピューター用のファイルはありません。</translation>
    </message>
    <message>
        <source>There is no Portico %1 for this kind of computer.</source>
        <translation>この種類のコンピューター用の Portico %1 はありません。</translation>
    </message>
    <message>
        <source>Go on with this one; a later version may have it again.</source>
        <translation>今のものを使い続けてください。後のバージョンには、またあるかもしれません。</translation>
    </message>
    <message>
        <source>“app-update” cannot “%1”.</source>
        <translation>「app-update」では「%1」はできません。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>次から選んでください：%1。</translation>
    </message>
    <message>
        <source>Update Portico</source>
        <translation>Portico を更新</translation>
    </message>
    <message>
        <source>Look for a newer Portico, download and install it</source>
        <translation>より新しい Portico を探し、ダウンロードしてインストール</translation>
    </message>
    <message>
        <source>Asks only when you call it. What is downloaded must be signed by Portico&apos;s authors; nothing older than what was offered before is taken, and nothing is replaced while a session runs. Where the system&apos;s packages, Flatpak or Snap installed Portico, they update it, and this command says so.</source>
        <translation>問い合わせるのは、呼び出したときだけです。ダウンロードするものには Portico の作者の署名が必要です。以前に提供されたものより古いものは受け入れず、セッションの実行中は何も置き換えません。システムのパッケージ、Flatpak、Snap で Portico をインストールした場合は、更新もそちらで行われ、このコマンドはそのことを伝えます。</translation>
    </message>
    <message>
        <source>What to do: only look, also download, or also install.</source>
        <translation>行うこと：探すだけ、ダウンロードまで、またはインストールまで。</translation>
    </message>
</context>
<context>
    <name>portico::cli::ApplyCommand</name>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>node pack %1</source>
        <translation>ノードパック %1</translation>
    </message>
    <message>
        <source>package %1</source>
        <translation>パッケージ %1</translation>
    </message>
    <message>
        <source>setting %1</source>
        <translation>設定 %1</translation>
    </message>
    <message>
        <source>manifest</source>
        <translation>マニフェスト</translation>
    </message>
    <message>
        <source>“%1” is not here: %2</source>
        <translation>「%1」はここにありません：%2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>“%1”, %2: %3 → %4</source>
        <comment>install, what, now, declared</comment>
        <translation>「%1」、%2：%3 → %4</translation>
    </message>
    <message>
        <source>“%1” is not in the file, and is left alone.</source>
        <translation>「%1」はファイルにないため、手を付けません。</translation>
    </message>
    <message>
        <source>“%1”, node pack %2: not in the file, and is left alone.</source>
        <translation>「%1」のノードパック %2：ファイルにないため、手を付けません。</translation>
    </message>
    <message>
        <source>The library is as the file says: nothing is to be done.</source>
        <translation>ライブラリはファイルのとおりで、することはありません。</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>何も変更していません。実行するには --yes を付けてください。</translation>
    </message>
    <message>
        <source>The library is as the file says.</source>
        <translation>ライブラリはファイルのとおりです。</translation>
    </message>
    <message>
        <source>This is different even so.</source>
        <translation>それでもこの点が異なります。</translation>
    </message>
    <message>
        <source>Give another name, or --yes to replace it.</source>
        <translation>別の名前を指定するか、--yes で置き換えてください。</translation>
    </message>
    <message>
        <source>The library is written down in %1.</source>
        <translation>ライブラリの内容を %1 に書きました。</translation>
    </message>
    <message>
        <source>--check changes nothing.</source>
        <translation>--check は何も変更しません。</translation>
    </message>
    <message>
        <source>Give it alone, or without it --yes or --write.</source>
        <translation>これだけを指定するか、これを外して --yes または --write を指定してください。</translation>
    </message>
    <message>
        <source>Write down the library</source>
        <translation>ライブラリの内容を書き出す</translation>
    </message>
    <message>
        <source>Apply a declared state</source>
        <translation>宣言された状態を適用</translation>
    </message>
    <message>
        <source>Make the library what a file declares; says first what differs</source>
        <translation>ライブラリをファイルの宣言どおりにする。先に違いを示す</translation>
    </message>
    <message>
        <source>The file names installs, what each is made of, its version of ComfyUI, node packs, their packages and settings; docs/site.md tells how. What is so already stays, so that a second time nothing is done; what was interrupted is finished by the next time. What the library has beyond the file is named and left alone. Installs that are made of what is kept for offline (“porticoctl vendor”) need no network, and are the same on every computer. “--check” ends with 1 where something differs.</source>
        <translation>ファイルには、インストール、それぞれの元になるもの、ComfyUI のバージョン、ノードパック、そのパッケージ、設定を書きます。書き方は docs/site.md にあります。すでにそのとおりのものは残るため、二回目には何も行いません。中断されたものは次の回に完了します。ライブラリにあってファイルにないものは、名前を示すだけで手を付けません。オフライン用に保管したもの（「porticoctl vendor」）から作るインストールにはネットワークが不要で、どのコンピューターでも同じになります。「--check」は、違いがあれば 1 で終了します。</translation>
    </message>
    <message>
        <source>The file.</source>
        <translation>ファイル。</translation>
    </message>
    <message>
        <source>Change nothing; end with 1 where something differs.</source>
        <translation>何も変更せず、違いがあれば 1 で終了する。</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>実際に行う。付けなければ表示だけを行う。</translation>
    </message>
    <message>
        <source>Write the file instead: the library as it is now.</source>
        <translation>代わりに、今のライブラリの内容をファイルに書く。</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>パッケージをソースから構築してよい（そのコードが実行される）。</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 はすでにあります。</translation>
    </message>
</context>
<context>
    <name>portico::cli::BisectCommand</name>
    <message>
        <source>“%1” is no number of seconds.</source>
        <translation>「%1」は秒数ではありません。</translation>
    </message>
    <message>
        <source>Write it like this: --ready-limit 120</source>
        <translation>次のように書いてください：--ready-limit 120</translation>
    </message>
    <message>
        <source>Find the guilty node pack</source>
        <translation>原因のパックを探す</translation>
    </message>
    <message>
        <source>Find the node pack that keeps ComfyUI from working</source>
        <translation>ComfyUI の動作を妨げているノードパックを探す</translation>
    </message>
    <message>
        <source>Starts ComfyUI again and again with half of the node packs, until one is left: 8 starts at most for 50 packs. A start is bad when ComfyUI ends, does not become ready or cannot import a pack; with --command, when the command ends with another code than 0 while ComfyUI is ready ({url} and PORTICO_URL are its address). Each start has a port, user folder and database of its own, and nothing of the install is moved or changed.</source>
        <translation>残りが一つになるまで、ノードパックの半分ずつで ComfyUI を繰り返し起動します。50 個のパックなら最大 8 回です。ComfyUI が終了する、準備完了にならない、またはパックを読み込めない場合、その起動は失敗とみなします。--command を付けると、ComfyUI が準備完了の間にコマンドが 0 以外のコードで終了した場合も失敗です（{url} と PORTICO_URL がそのアドレスです）。各起動は専用のポート、ユーザーフォルダー、データベースを使い、インストールの何も移動も変更もしません。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>Judge each start by this command.</source>
        <translation>各起動をこのコマンドで判定する。</translation>
    </message>
    <message>
        <source>A start that takes longer went wrong (300).</source>
        <translation>これより長くかかる起動は失敗とする（300）。</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundleCommand</name>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>unknown accelerator</source>
        <translation>アクセラレーター不明</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>（手作業で変更）</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) for them</source>
        <translation>
            <numerusform>そのための %n 個のパッケージ</numerusform>
        </translation>
    </message>
    <message>
        <source>Would make %1 out of %2:</source>
        <translation>%2 から %1 を作ります：</translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n file(s) are what its list says, and it starts.</source>
        <translation>
            <numerusform>完全です：%n 個のファイルが一覧のとおりで、起動します。</numerusform>
        </translation>
    </message>
    <message>
        <source>It starts.</source>
        <translation>起動します。</translation>
    </message>
    <message>
        <source>See “porticoctl help bundle”.</source>
        <translation>「porticoctl help bundle」を見てください。</translation>
    </message>
    <message>
        <source>Check a bundle</source>
        <translation>バンドルを確認</translation>
    </message>
    <message>
        <source>Make a bundle</source>
        <translation>バンドルを作成</translation>
    </message>
    <message>
        <source>“%1” takes one thing.</source>
        <translation>「%1」が取るものは一つです。</translation>
    </message>
    <message>
        <source>“%1” is not “build”, “plan”, “verify”, “diff” or “publish”.</source>
        <translation>「%1」は「build」「plan」「verify」「diff」「publish」のどれでもありません。</translation>
    </message>
    <message>
        <source>“%1” is not “zip”, “tar.zst”, “tar.gz” or “tar”.</source>
        <translation>「%1」は「zip」「tar.zst」「tar.gz」「tar」のどれでもありません。</translation>
    </message>
    <message numerus="yes">
        <source>Made %1 (%2, %n file(s)); unpacked elsewhere, it starts.</source>
        <translation>
            <numerusform>%1 を作成しました（%2、%n 個のファイル）。別の場所に展開すると起動します。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n volume(s), which are the archive when they are put together; their hashes: %1</source>
        <translation>
            <numerusform>%n 個に分割しました。結合するとアーカイブになります。それぞれのハッシュ：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a portable bundle of an install or a recipe, or check one</source>
        <translation>インストールまたはレシピからポータブルバンドルを作成、またはバンドルを確認</translation>
    </message>
    <message>
        <source>“build” packs an install with its node packs and their packages so that a computer of the same kind unpacks it and starts it, with Portico or with the script in it. Models, pictures and settings stay here. A recipe is a file that says what a bundle is made from; with its lock it gives the same bytes again. Before it gets its name it is unpacked elsewhere, compared file by file and started. “verify” does the same with any bundle. “publish” puts one where others install it from: a folder, a team&apos;s catalogue, a release on GitHub. “diff” says what changed from one bundle, install or recipe&apos;s lock to another: exit code 0 where nothing did, 1 where something did.</source>
        <translation>「build」は、インストールをノードパックとそのパッケージと一緒にまとめます。同じ種類のコンピューターなら、Portico か中のスクリプトで展開して起動できます。モデル、画像、設定はここに残ります。レシピは、バンドルを何から作るかを書いたファイルです。そのロックを使えば、再び同じ内容になります。名前が付く前に、別の場所に展開し、ファイルごとに比較し、起動します。「verify」は、任意のバンドルに同じことを行います。「publish」は、ほかの人がインストールする場所（フォルダー、チームのカタログ、GitHub のリリース）に置きます。「diff」は、バンドル、インストール、レシピのロックの間で何が変わったかを示します。終了コードは、変化がなければ 0、あれば 1 です。</translation>
    </message>
    <message>
        <source>“build”, “plan”, “verify”, “diff” or “publish”.</source>
        <translation>「build」「plan」「verify」「diff」「publish」のどれか。</translation>
    </message>
    <message>
        <source>An install&apos;s id or name, a recipe (.json), or an archive.</source>
        <translation>インストールの ID または名前、レシピ（.json）、またはアーカイブ。</translation>
    </message>
    <message>
        <source>For diff: what it became.</source>
        <translation>diff 用：変わった後のもの。</translation>
    </message>
    <message>
        <source>The folder for the archive.</source>
        <translation>アーカイブを置くフォルダー。</translation>
    </message>
    <message>
        <source>“zip”, “tar.zst”, “tar.gz” or “tar”.</source>
        <translation>「zip」「tar.zst」「tar.gz」「tar」のどれか。</translation>
    </message>
    <message>
        <source>What its name begins with.</source>
        <translation>名前の先頭。</translation>
    </message>
    <message>
        <source>Its version; ComfyUI&apos;s without this.</source>
        <translation>バージョン。省くと ComfyUI のバージョン。</translation>
    </message>
    <message>
        <source>Its script lets other web pages call it.</source>
        <translation>スクリプトで、ほかのウェブページからの呼び出しを許可する。</translation>
    </message>
    <message>
        <source>Replace an archive of that name.</source>
        <translation>同じ名前のアーカイブを置き換える。</translation>
    </message>
    <message>
        <source>Only say what would be made.</source>
        <translation>何が作られるかを示すだけにする。</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundleDiff</name>
    <message>
        <source>Node packs:</source>
        <translation>ノードパック：</translation>
    </message>
    <message>
        <source>Packages:</source>
        <translation>パッケージ：</translation>
    </message>
    <message>
        <source>Their names: --files</source>
        <translation>名前を見るには：--files</translation>
    </message>
    <message>
        <source>%1 is a recipe, which says what a bundle shall be made from.</source>
        <translation>%1 はレシピで、バンドルを何から作るかを書いたものです。</translation>
    </message>
    <message>
        <source>Compare bundles that were made of it, or their locks.</source>
        <translation>それから作ったバンドルか、そのロックを比較してください。</translation>
    </message>
    <message>
        <source>A recipe&apos;s lock can be compared with another lock only.</source>
        <translation>レシピのロックは、別のロックとだけ比較できます。</translation>
    </message>
    <message>
        <source>Compare the bundles themselves.</source>
        <translation>バンドルそのものを比較してください。</translation>
    </message>
    <message>
        <source>For diff: name every file.</source>
        <translation>diff 用：すべてのファイル名を示す。</translation>
    </message>
    <message>
        <source>“diff” compares two things.</source>
        <translation>「diff」は二つのものを比較します。</translation>
    </message>
    <message>
        <source>Name two archives, or an archive and an install.</source>
        <translation>二つのアーカイブ、またはアーカイブとインストールを指定してください。</translation>
    </message>
    <message>
        <source>Compare two bundles</source>
        <translation>二つのバンドルを比較</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundlePublish</name>
    <message>
        <source>The same bundle was there already; the catalogue names it.</source>
        <translation>同じバンドルがすでにありました。カタログに載っています。</translation>
    </message>
    <message>
        <source>Published as %1.</source>
        <translation>%1 として公開しました。</translation>
    </message>
    <message>
        <source>Others add it once: porticoctl sources add %1</source>
        <translation>ほかの人は一度追加します：porticoctl sources add %1</translation>
    </message>
    <message>
        <source>Publish a bundle</source>
        <translation>バンドルを公開</translation>
    </message>
    <message>
        <source>The release&apos;s tag was not said: --tag v1.2.0.</source>
        <translation>リリースのタグが指定されていません：--tag v1.2.0。</translation>
    </message>
    <message>
        <source>“%1” is no size of volumes.</source>
        <translation>「%1」は分割サイズではありません。</translation>
    </message>
    <message>
        <source>Write it as 1900M or 2G; 64K is the least.</source>
        <translation>1900M や 2G のように書いてください。最小は 64K です。</translation>
    </message>
    <message>
        <source>Split a larger archive into files NAME.001, NAME.002, … of that size, such as 1900M. With --github it is done by itself where GitHub takes no file as large.</source>
        <translation>これより大きいアーカイブを、1900M などのサイズでファイル NAME.001、NAME.002、… に分割する。--github では、GitHub が受け付けない大きさのとき自動で行う。</translation>
    </message>
    <message>
        <source>For publish: a folder that others read, such as a share; its catalogue.json is made or added to.</source>
        <translation>publish 用：共有フォルダーなど、ほかの人が読むフォルダー。その catalogue.json を作るか、追記する。</translation>
    </message>
    <message>
        <source>For publish: a team&apos;s catalogue; the bundle lies beside it.</source>
        <translation>publish 用：チームのカタログ。バンドルはその隣に置く。</translation>
    </message>
    <message>
        <source>For publish: a release of that repository.</source>
        <translation>publish 用：そのリポジトリのリリース。</translation>
    </message>
    <message>
        <source>For --github: the release&apos;s tag; the bundle&apos;s version without this.</source>
        <translation>--github 用：リリースのタグ。省くとバンドルのバージョン。</translation>
    </message>
    <message>
        <source>For publish: the title of the release, or of a catalogue that is made.</source>
        <translation>publish 用：リリースの表題、または新しく作るカタログの表題。</translation>
    </message>
    <message>
        <source>For publish: what others read of it, in Markdown.</source>
        <translation>publish 用：ほかの人が読む説明（Markdown）。</translation>
    </message>
    <message>
        <source>For publish: what its torch runs on, where it does not tell.</source>
        <translation>publish 用：torch が何で動くか（バンドルから分からない場合）。</translation>
    </message>
    <message>
        <source>For --github: not the latest release.</source>
        <translation>--github 用：最新リリースにしない。</translation>
    </message>
    <message>
        <source>Say where to: one of --folder, --catalogue and --github.</source>
        <translation>公開先を指定してください：--folder、--catalogue、--github のどれか一つ。</translation>
    </message>
</context>
<context>
    <name>portico::cli::CatalogueCommand</name>
    <message>
        <source>Show this bundle with its notes.</source>
        <translation>このバンドルを説明と一緒に表示する。</translation>
    </message>
    <message>
        <source>Ask every source for what is new.</source>
        <translation>新しいものがないか、すべての提供元に問い合わせる。</translation>
    </message>
    <message>
        <source>Show what is kept; ask nobody.</source>
        <translation>保存済みのものを表示し、どこにも問い合わせない。</translation>
    </message>
    <message>
        <source>Also what is made for other computers.</source>
        <translation>ほかのコンピューター用のものも表示する。</translation>
    </message>
    <message>
        <source>So long a silent source is waited for; 20 without this option.</source>
        <translation>応答のない提供元を待つ秒数。省くと 20。</translation>
    </message>
    <message>
        <source>--refresh and --offline contradict each other.</source>
        <translation>--refresh と --offline は矛盾します。</translation>
    </message>
    <message>
        <source>Give one of them, or none.</source>
        <translation>どちらか一方だけを指定するか、どちらも指定しないでください。</translation>
    </message>
    <message>
        <source>“%1” is no time to wait.</source>
        <translation>「%1」は待つ時間ではありません。</translation>
    </message>
    <message>
        <source>Give whole seconds from 1 to %1.</source>
        <translation>1 から %1 までの整数の秒数を指定してください。</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n bundle(s), asked %2.</source>
        <translation>
            <numerusform>%1：%n 個のバンドル、%2 に問い合わせ。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n bundle(s), as they were %2.</source>
        <translation>
            <numerusform>%1：%n 個のバンドル、%2 の時点。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: nothing to show.</source>
        <translation>%1：表示するものがありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n more question(s) are answered before %1.</source>
        <translation>
            <numerusform>%1 までに、あと %n 回問い合わせられます。</numerusform>
        </translation>
    </message>
    <message>
        <source>(not verified by its publisher)</source>
        <translation>（公開元による検証なし）</translation>
    </message>
    <message>
        <source>Recommended (*): %1</source>
        <translation>おすすめ（*）：%1</translation>
    </message>
    <message>
        <source>Recommended: compose ComfyUI from its parts.</source>
        <translation>おすすめ：ComfyUI を部品から組み立てる。</translation>
    </message>
    <message>
        <source>Install it with: porticoctl install --recommended</source>
        <translation>インストールするには：porticoctl install --recommended</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>カタログにバンドル「%1」がありません。</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>「porticoctl catalogue --all」ですべて表示できます。</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>公開元による検証なし</translation>
    </message>
    <message>
        <source>Read the catalogue</source>
        <translation>カタログの読み込み</translation>
    </message>
    <message>
        <source>List the bundles that can be installed, and the right one</source>
        <translation>インストールできるバンドルと、適したものを一覧</translation>
    </message>
    <message>
        <source>Asks all sources at the same time. Answers are kept: one that cannot be reached is shown as it was, with its age, and one that is silent is left after a while. “promote” moves a bundle of a team&apos;s own catalogue forward: testing, staging, latest, stable (docs/catalogue.md).</source>
        <translation>すべての提供元に同時に問い合わせます。応答は保存されます。接続できない提供元は以前の内容をその古さと一緒に示し、応答のない提供元はしばらくすると待つのをやめます。「promote」は、チーム自身のカタログのバンドルを testing、staging、latest、stable の順に進めます（docs/catalogue.md）。</translation>
    </message>
</context>
<context>
    <name>portico::cli::CatalogueJson</name>
    <message>
        <source>just now</source>
        <translation>たった今</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n 分前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n 時間前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n 日前</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::CataloguePromote</name>
    <message>
        <source>Write “catalogue promote FILE BUNDLE”, with “--to testing”, “staging”, “latest” or “stable”.</source>
        <translation>「catalogue promote FILE BUNDLE」に「--to testing」「staging」「latest」「stable」のどれかを付けて書いてください。</translation>
    </message>
    <message>
        <source>Which bundle of which catalogue goes forward was not said.</source>
        <translation>どのカタログのどのバンドルを進めるかが指定されていません。</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>「%1」はトラックではありません。</translation>
    </message>
    <message>
        <source>%1 is on “%2” now.</source>
        <translation>%1 は今「%2」にあります。</translation>
    </message>
    <message>
        <source>%1 went from “%2” to “%3”.</source>
        <translation>%1 は「%2」から「%3」に移りました。</translation>
    </message>
    <message>
        <source>%1 was there; it stays with the tag %2.</source>
        <translation>%1 はそこにあったもので、タグ %2 で残ります。</translation>
    </message>
    <message>
        <source>promote: to this track instead of the next one: testing, staging, latest, stable.</source>
        <translation>promote：次ではなくこのトラックへ：testing、staging、latest、stable。</translation>
    </message>
    <message>
        <source>promote: who does it, for the history; the account&apos;s name without this option.</source>
        <translation>promote：履歴に残す実行者。省くとアカウントの名前。</translation>
    </message>
    <message>
        <source>Promote a bundle</source>
        <translation>バンドルを昇格</translation>
    </message>
    <message>
        <source>“%1” does not belong here.</source>
        <translation>「%1」はここでは使えません。</translation>
    </message>
</context>
<context>
    <name>portico::cli::CleanCommand</name>
    <message>
        <source>There is nothing to clean up.</source>
        <translation>片付けるものはありません。</translation>
    </message>
    <message>
        <source>%1 in all.</source>
        <translation>合計 %1。</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>何も削除していません。実行するには --yes を付けてください。</translation>
    </message>
    <message>
        <source>Nothing was removed.</source>
        <translation>何も削除していません。</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 を空けました。</translation>
    </message>
    <message>
        <source>“%1” is nothing that can be cleaned up.</source>
        <translation>「%1」は片付けられるものではありません。</translation>
    </message>
    <message>
        <source>See “porticoctl help clean”.</source>
        <translation>「porticoctl help clean」を見てください。</translation>
    </message>
    <message>
        <source>Clean up the library</source>
        <translation>ライブラリの片付け</translation>
    </message>
    <message>
        <source>Remove what nobody needs; lists it first</source>
        <translation>不要なものを削除。先に一覧を示す</translation>
    </message>
    <message>
        <source>Lists old generations, layers, environments, caches, leftovers, old node packs and downloads that no install and no snapshot needs, each with its size and why it is safe to remove; with --yes it removes them. Models, outputs, settings and the files of removed installs are never among them. What another Portico needs at this moment stays.</source>
        <translation>どのインストールにもスナップショットにも不要な、古い世代、レイヤー、環境、キャッシュ、作業の残り、古いノードパック、ダウンロードを、サイズと削除してよい理由を添えて一覧にします。--yes を付けると削除します。モデル、出力、設定、削除したインストールのファイルは決して含まれません。別の Portico が今必要としているものは残ります。</translation>
    </message>
    <message>
        <source>Only these kinds: generations, layers, environments, caches, staging, kept-packs, downloads.</source>
        <translation>これらの種類だけ：generations、layers、environments、caches、staging、kept-packs、downloads。</translation>
    </message>
    <message>
        <source>Only list it, as without --yes.</source>
        <translation>一覧だけを示す（--yes なしと同じ）。</translation>
    </message>
    <message>
        <source>Really remove it.</source>
        <translation>実際に削除する。</translation>
    </message>
</context>
<context>
    <name>portico::cli::CommandWords</name>
    <message>
        <source>The folder that holds the installs.</source>
        <translation>インストールを置くフォルダー。</translation>
    </message>
    <message>
        <source>Print JSON on standard output.</source>
        <translation>標準出力に JSON を出力する。</translation>
    </message>
    <message>
        <source>Tell what the command does.</source>
        <translation>コマンドの働きを示す。</translation>
    </message>
</context>
<context>
    <name>portico::cli::Commands</name>
    <message>
        <source>porticoctl installs, starts, watches and removes portable ComfyUI.</source>
        <translation>porticoctl は、ポータブル版 ComfyUI をインストールし、起動し、見守り、削除します。</translation>
    </message>
    <message>
        <source>Usage: porticoctl [--library DIR] [--json] &lt;command&gt; …</source>
        <translation>使い方：porticoctl [--library DIR] [--json] &lt;command&gt; …</translation>
    </message>
    <message>
        <source>“porticoctl help &lt;command&gt;” tells more. --library and --json may stand before or after any command.</source>
        <translation>詳しくは「porticoctl help &lt;command&gt;」。--library と --json は、どのコマンドの前にも後にも書けます。</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 4 not found, 5 busy.</source>
        <translation>終了コード：0 完了、1 失敗、2 使い方の誤り、3 拒否、4 見つからない、5 使用中。</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>オプション：</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>引数：</translation>
    </message>
</context>
<context>
    <name>portico::cli::CompletionCommand</name>
    <message>
        <source>“completion” takes one shell.</source>
        <translation>「completion」が取るシェルは一つです。</translation>
    </message>
    <message>
        <source>See “porticoctl help completion”.</source>
        <translation>「porticoctl help completion」を見てください。</translation>
    </message>
    <message>
        <source>There is no completion for “%1”.</source>
        <translation>「%1」用の補完はありません。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>次から選んでください：%1。</translation>
    </message>
    <message>
        <source>Print what makes a shell complete these commands</source>
        <translation>シェルでこれらのコマンドを補完するためのものを出力</translation>
    </message>
    <message>
        <source>Portico&apos;s packages bring it along. By hand: “source &lt;(porticoctl completion bash)” in ~/.bashrc; “porticoctl completion zsh &gt; ~/.zfunc/_porticoctl” with that folder in $fpath; “porticoctl completion fish &gt; ~/.config/fish/completions/porticoctl.fish”. “suggest” is what they ask at each Tab.</source>
        <translation>Portico のパッケージには含まれています。手で行うには：~/.bashrc に「source &lt;(porticoctl completion bash)」、そのフォルダーを $fpath に入れて「porticoctl completion zsh &gt; ~/.zfunc/_porticoctl」、「porticoctl completion fish &gt; ~/.config/fish/completions/porticoctl.fish」。「suggest」は、Tab を押すたびにシェルが問い合わせるものです。</translation>
    </message>
    <message>
        <source>The shell.</source>
        <translation>シェル。</translation>
    </message>
</context>
<context>
    <name>portico::cli::ComposeCommand</name>
    <message>
        <source>“%1” says nothing about packages.</source>
        <translation>「%1」はパッケージの指定ではありません。</translation>
    </message>
    <message>
        <source>Write auto, newest or as-of-version.</source>
        <translation>auto、newest、as-of-version のどれかを書いてください。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>「%1」はポートではありません。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>8188 など、1 から 65535 までの数を選んでください。</translation>
    </message>
    <message>
        <source>No bundle: Python, ComfyUI and its packages are put together on this computer.</source>
        <translation>バンドルなし：Python、ComfyUI とそのパッケージを、このコンピューターで組み立てる。</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository or a fork of it: an address or a folder.</source>
        <translation>ComfyUI またはそのフォークのリポジトリ：アドレスまたはフォルダー。</translation>
    </message>
    <message>
        <source>Tag, branch or commit (default: the repository&apos;s own).</source>
        <translation>タグ、ブランチ、コミット（既定：リポジトリ自身のもの）。</translation>
    </message>
    <message>
        <source>What torch runs on: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu (default: what suits this computer).</source>
        <translation>torch が動くもの：cu130、cu128、cu126、rocm7.2、xpu、mps、cpu（既定：このコンピューターに適したもの）。</translation>
    </message>
    <message>
        <source>A version such as 3.12, or the path of a Python of this computer.</source>
        <translation>3.12 などのバージョン、またはこのコンピューターの Python のパス。</translation>
    </message>
    <message>
        <source>Which packages count: newest, as-of-version (of the time of that ComfyUI), or auto (default: as-of-version when it is older than a month).</source>
        <translation>どのパッケージを使うか：newest、as-of-version（その ComfyUI の時点）、auto（既定：一か月より古ければ as-of-version）。</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code.</source>
        <translation>完成済みビルドのないパッケージを構築する（そのコードが実行される）。</translation>
    </message>
    <message>
        <source>Keep what was downloaded for the next time.</source>
        <translation>ダウンロードしたものを次回のために残す。</translation>
    </message>
    <message>
        <source>Put ComfyUI together</source>
        <translation>ComfyUI を組み立てる</translation>
    </message>
</context>
<context>
    <name>portico::cli::DiagnoseCommand</name>
    <message>
        <source>There is no fix “%1”.</source>
        <translation>修正「%1」はありません。</translation>
    </message>
    <message>
        <source>Choose one of the numbers that “porticoctl diagnose” prints.</source>
        <translation>「porticoctl diagnose」が示す番号から選んでください。</translation>
    </message>
    <message>
        <source>Nothing can be done about this by a command: %1</source>
        <translation>これに対してコマンドでできることはありません：%1</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>ログの読み込み</translation>
    </message>
    <message>
        <source>“%1” was not started yet, so there is no log.</source>
        <translation>「%1」はまだ起動されていないため、ログがありません。</translation>
    </message>
    <message>
        <source>nothing known is wrong</source>
        <translation>知られている問題はありません</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n 件の診断結果</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>%1, started %2, ended with %3: %4.</source>
        <translation>%1、起動 %2、%3 で終了：%4。</translation>
    </message>
    <message>
        <source>%1, started %2: %3.</source>
        <translation>%1、起動 %2：%3。</translation>
    </message>
    <message>
        <source>Done: %1. Start “%2” again to see whether it helped.</source>
        <translation>完了：%1。「%2」をもう一度起動して、直ったか確認してください。</translation>
    </message>
    <message>
        <source>Say why ComfyUI did not start or what went wrong, and what helps</source>
        <translation>ComfyUI が起動しない理由や起きた問題と、その対処を示す</translation>
    </message>
    <message>
        <source>Reads the log of the last start, also while ComfyUI runs, and prints what it knows of it: causes, the lines that tell them, and the command that helps. With --fix it does what the finding with that number proposes; what changes packages or node packs is only planned without --yes. Exit code 1: something keeps ComfyUI from running; 0: nothing does; 4: there is no such install or file.</source>
        <translation>前回の起動のログを（ComfyUI の実行中でも）読み、分かることを示します。原因、それを示す行、対処のコマンドです。--fix を付けると、その番号の診断結果が提案することを行います。パッケージやノードパックを変えることは、--yes がなければ計画だけにします。終了コード 1：ComfyUI の動作を妨げるものがある、0：ない、4：そのインストールまたはファイルがない。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>Read this file instead: any log of ComfyUI.</source>
        <translation>代わりにこのファイルを読む。ComfyUI のどのログでもよい。</translation>
    </message>
    <message>
        <source>Do what the finding with this number proposes.</source>
        <translation>この番号の診断結果が提案することを行う。</translation>
    </message>
    <message>
        <source>Agree to the plan of the fix unseen.</source>
        <translation>修正の計画に、見ずに同意する。</translation>
    </message>
</context>
<context>
    <name>portico::cli::DiskCommand</name>
    <message>
        <source>%1 in all.</source>
        <translation>合計 %1。</translation>
    </message>
    <message>
        <source>%1 more are used in several places and take their space once.</source>
        <translation>ほかに %1 が複数の場所で使われていますが、場所を取るのは一度だけです。</translation>
    </message>
    <message>
        <source>“porticoctl clean” lists what nobody needs.</source>
        <translation>不要なものは「porticoctl clean」で一覧できます。</translation>
    </message>
    <message>
        <source>Show what takes how much space</source>
        <translation>何がどれだけ容量を使っているかを表示</translation>
    </message>
    <message>
        <source>Measures the library: what is shared by several installs counts once, where they share it. Folders of your own that Portico only starts lie elsewhere and do not count.</source>
        <translation>ライブラリを計測します。複数のインストールが共有するものは、共有している場所で一度だけ数えます。Portico が起動だけを行うご自分のフォルダーは別の場所にあり、数えません。</translation>
    </message>
    <message>
        <source>Measure the library</source>
        <translation>ライブラリを計測</translation>
    </message>
</context>
<context>
    <name>portico::cli::DriftCommand</name>
    <message>
        <source>“%1” is a folder of your own: its files are not listed. “porticoctl verify” looks at its packages.</source>
        <translation>「%1」はご自分のフォルダーで、ファイルの一覧がありません。パッケージは「porticoctl verify」で調べられます。</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is as it was installed (%n files).</source>
        <translation>
            <numerusform>「%1」はインストールされたときのままです（%n 個のファイル）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Put it back: porticoctl drift %1 --put-back</source>
        <translation>元に戻すには：porticoctl drift %1 --put-back</translation>
    </message>
    <message>
        <source>Keep what was added, in a layer: porticoctl drift %1 --absorb</source>
        <translation>追加されたものをレイヤーに入れて残すには：porticoctl drift %1 --absorb</translation>
    </message>
    <message>
        <source>What was replaced is in %1</source>
        <translation>置き換えたものは %1 にあります</translation>
    </message>
    <message>
        <source>Compare with what was installed</source>
        <translation>インストールされたものと比較</translation>
    </message>
    <message>
        <source>Say what changed in an install&apos;s Python since it was installed</source>
        <translation>インストールしてから Python の中で変わったものを示す</translation>
    </message>
    <message>
        <source>Compares every file of Python, ComfyUI and their packages, and of the install&apos;s layer, with what was installed; also while ComfyUI runs. Exit code 0: nothing changed; 1: something did. --put-back gives back what was there; --absorb first makes packages that were added part of the install&apos;s layer.</source>
        <translation>Python、ComfyUI とそのパッケージ、インストールのレイヤーのすべてのファイルを、インストールされたものと比較します。ComfyUI の実行中でもできます。終了コード 0：変化なし、1：変化あり。--put-back は元の内容に戻します。--absorb は、追加されたパッケージを先にインストールのレイヤーに取り込みます。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>Put back what was there.</source>
        <translation>元の内容に戻す。</translation>
    </message>
    <message>
        <source>Make added packages part of the layer.</source>
        <translation>追加されたパッケージをレイヤーに取り込む。</translation>
    </message>
</context>
<context>
    <name>portico::cli::DriftNotice</name>
    <message>
        <source>Compare with what was installed</source>
        <translation>インストールされたものと比較</translation>
    </message>
    <message>
        <source>What can be done: porticoctl drift %1</source>
        <translation>できること：porticoctl drift %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::DuplicateCommand</name>
    <message>
        <source>It shares %1 with the first one until either changes.</source>
        <translation>どちらかが変わるまで、%1 を元のものと共有します。</translation>
    </message>
    <message>
        <source>It shares Python&apos;s files with the first one; %1 were copied.</source>
        <translation>Python のファイルを元のものと共有し、%1 をコピーしました。</translation>
    </message>
    <message>
        <source>%1 were copied: files cannot be shared on this disk.</source>
        <translation>%1 をコピーしました。このディスクではファイルを共有できません。</translation>
    </message>
    <message>
        <source>“%1” is there, on port %2.</source>
        <translation>「%1」ができました。ポートは %2 です。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>「%1」はポートではありません。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>8188 など、1 から 65535 までの数を選んでください。</translation>
    </message>
    <message>
        <source>Duplicate an install</source>
        <translation>インストールを複製</translation>
    </message>
    <message>
        <source>Make a second install of one, in seconds</source>
        <translation>インストールから二つ目を数秒で作る</translation>
    </message>
    <message>
        <source>The new install has the same ComfyUI, Python, node packs, packages, settings and workflows, and a port of its own; from then on the two are independent. What can be shared on this disk takes no space again. Models are shared, never copied; what the first one has made stays with it unless --with-outputs is given.</source>
        <translation>新しいインストールは、同じ ComfyUI、Python、ノードパック、パッケージ、設定、ワークフローと、専用のポートを持ちます。その後、二つは独立しています。このディスクで共有できるものは、余分な場所を取りません。モデルは共有し、決してコピーしません。元のインストールが作ったものは、--with-outputs を付けない限り元に残ります。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>What to call the new one.</source>
        <translation>新しいものに付ける名前。</translation>
    </message>
    <message>
        <source>Its port.</source>
        <translation>そのポート。</translation>
    </message>
    <message>
        <source>Copy the output folder, too.</source>
        <translation>出力フォルダーもコピーする。</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvCommand</name>
    <message>
        <source>Removed: %1</source>
        <translation>削除しました：%1</translation>
    </message>
    <message>
        <source>There was nothing to remove.</source>
        <translation>削除するものはありませんでした。</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 を空けました。</translation>
    </message>
    <message>
        <source>See “porticoctl help env”.</source>
        <translation>「porticoctl help env」を見てください。</translation>
    </message>
    <message>
        <source>Isolate node packs</source>
        <translation>ノードパックを分離</translation>
    </message>
    <message>
        <source>Undo isolations</source>
        <translation>分離を取り消す</translation>
    </message>
    <message>
        <source>“--again” belongs to “build” with names.</source>
        <translation>「--again」は、名前を付けた「build」で使うものです。</translation>
    </message>
    <message>
        <source>Look at the environments</source>
        <translation>環境を調べる</translation>
    </message>
    <message>
        <source>Build environments</source>
        <translation>環境を構築</translation>
    </message>
    <message>
        <source>Repair environments</source>
        <translation>環境を修復</translation>
    </message>
    <message>
        <source>“%1” is not “list”, “build”, “repair”, “remove”, “isolate”, “rejoin”, “wishes” or “system”.</source>
        <translation>「%1」は「list」「build」「repair」「remove」「isolate」「rejoin」「wishes」「system」のどれでもありません。</translation>
    </message>
    <message>
        <source>Name the environments to remove, or “--unused”.</source>
        <translation>削除する環境の名前か、「--unused」を指定してください。</translation>
    </message>
    <message>
        <source>Remove environments</source>
        <translation>環境を削除</translation>
    </message>
    <message>
        <source>List, build, repair or remove isolated environments of node packs</source>
        <translation>ノードパックの分離環境を一覧、構築、修復、または削除</translation>
    </message>
    <message>
        <source>A folder of nodes with a comfy-env.toml gets a Python of its own, made as its comfy-env would make it. “list” says how each one is (exit code 1: one is not as it should be); “build” makes what is missing or out of date, “repair” also what is broken; with names only those, and “--again” even if they are well. “remove” takes away the named ones, or with “--unused” those that no pack asks for. “isolate” gives an ordinary pack a Python of its own, if a trial shows that none of its nodes is lost, and “rejoin” undoes it; “wishes” plans the packs that others want beside themselves, and “system” shows how to get the packages of the system that they need; these four do it with “--yes” only.</source>
        <translation>comfy-env.toml のあるノードのフォルダーは、その comfy-env が作るのと同じように、専用の Python を持ちます。「list」はそれぞれの状態を示します（終了コード 1：正常でないものがある）。「build」はないものと古いものを作り、「repair」は壊れたものも作ります。名前を付けるとそれだけを、「--again」を付けると正常でも作ります。「remove」は指定したものを、「--unused」ではどのパックも求めていないものを取り除きます。「isolate」は、試験でノードが失われないと分かれば、通常のパックに専用の Python を持たせ、「rejoin」はそれを取り消します。「wishes」は、パックがほかに希望するパックを計画し、「system」は、パックに必要なシステムのパッケージの入手方法を示します。最後の四つは「--yes」を付けた場合にだけ実行します。</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>行うこと。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>Of an environment or a pack.</source>
        <translation>環境またはパックのもの。</translation>
    </message>
    <message>
        <source>Build the named ones anew.</source>
        <translation>指定したものを新しく構築する。</translation>
    </message>
    <message>
        <source>Remove what no pack asks for.</source>
        <translation>どのパックも求めていないものを削除する。</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvLines</name>
    <message numerus="yes">
        <source>Python %1, %n package(s)</source>
        <translation>
            <numerusform>Python %1、%n 個のパッケージ</numerusform>
        </translation>
    </message>
    <message>
        <source>The last build failed: %1</source>
        <translation>前回の構築は失敗しました：%1</translation>
    </message>
    <message>
        <source>It leans on this computer&apos;s Python: %1</source>
        <translation>このコンピューターの Python を土台にしています：%1</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>%1 行目：%2</translation>
    </message>
    <message>
        <source>“%1”, line %2: %3</source>
        <translation>「%1」、%2 行目：%3</translation>
    </message>
    <message>
        <source>“%1” wants these packs, too: %2</source>
        <translation>「%1」はこれらのパックも希望しています：%2</translation>
    </message>
    <message>
        <source>“%1” wants these packs, which are disabled: %2</source>
        <translation>「%1」は、無効になっているこれらのパックを希望しています：%2</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system; to have them, run: %2</source>
        <translation>「%1」にはシステムのパッケージが必要です。入手するには次を実行してください：%2</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system. %2 %3</source>
        <translation>「%1」にはシステムのパッケージが必要です。%2 %3</translation>
    </message>
    <message>
        <source>comfy-env %1, for %2</source>
        <translation>comfy-env %1、%2 用</translation>
    </message>
    <message>
        <source>comfy-env is not installed here; the packs ask for %1.</source>
        <translation>ここに comfy-env はインストールされていません。パックは %1 を求めています。</translation>
    </message>
    <message>
        <source>“%1” asks for comfy-env %2.</source>
        <translation>「%1」は comfy-env %2 を求めています。</translation>
    </message>
    <message>
        <source>No pack of this install asks for an environment of its own.</source>
        <translation>このインストールのどのパックも、専用の環境を求めていません。</translation>
    </message>
    <message>
        <source>“porticoctl env wishes” plans and installs the packs that are wanted.</source>
        <translation>「porticoctl env wishes」で、希望されているパックを計画してインストールできます。</translation>
    </message>
    <message>
        <source>“porticoctl env system” installs the packages of the system.</source>
        <translation>「porticoctl env system」で、システムのパッケージをインストールできます。</translation>
    </message>
    <message>
        <source>Not used: %1, %2</source>
        <translation>未使用：%1、%2</translation>
    </message>
    <message>
        <source>“%1” was built by %2</source>
        <translation>「%1」は %2 が構築しました</translation>
    </message>
    <message>
        <source>“%1” was there already.</source>
        <translation>「%1」はすでにありました。</translation>
    </message>
    <message>
        <source>“%1” was not built: %2 %3</source>
        <translation>「%1」は構築されませんでした：%2 %3</translation>
    </message>
    <message>
        <source>There was nothing to build.</source>
        <translation>構築するものはありませんでした。</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvSystem</name>
    <message>
        <source>Look for packages of the system</source>
        <translation>システムのパッケージを探す</translation>
    </message>
    <message>
        <source>Every package of the system that the node packs ask for is there.</source>
        <translation>ノードパックが求めるシステムのパッケージは、すべてあります。</translation>
    </message>
    <message>
        <source>Runs: %1</source>
        <translation>実行：%1</translation>
    </message>
    <message>
        <source>Nothing was done. Run this line, or let it be run with --yes.</source>
        <translation>何も行っていません。この行を実行するか、--yes を付けて実行させてください。</translation>
    </message>
    <message>
        <source>The packages of the system were not installed: %1</source>
        <translation>システムのパッケージはインストールされませんでした：%1</translation>
    </message>
    <message>
        <source>Its own words above say why; where a package is not found, “sudo apt-get update” often helps.</source>
        <translation>理由は上の出力にあります。パッケージが見つからない場合、多くは「sudo apt-get update」で直ります。</translation>
    </message>
    <message>
        <source>The packages of the system are installed.</source>
        <translation>システムのパッケージをインストールしました。</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvWishes</name>
    <message>
        <source>%1 wants “%2” from %3</source>
        <translation>%1 は %3 の「%2」を希望しています</translation>
    </message>
    <message>
        <source>Install the packs that others want</source>
        <translation>ほかのパックが希望するパックをインストール</translation>
    </message>
    <message>
        <source>Every pack that another one wants is there.</source>
        <translation>ほかのパックが希望するパックは、すべてあります。</translation>
    </message>
</context>
<context>
    <name>portico::cli::FixRun</name>
    <message>
        <source>Look what the node pack needs</source>
        <translation>ノードパックに必要なものを調べる</translation>
    </message>
    <message>
        <source>No command carries out this fix.</source>
        <translation>この修正を行うコマンドはありません。</translation>
    </message>
    <message>
        <source>Please report this as a bug.</source>
        <translation>これを不具合として報告してください。</translation>
    </message>
</context>
<context>
    <name>portico::cli::GenerationLines</name>
    <message>
        <source>layer</source>
        <translation>レイヤー</translation>
    </message>
    <message>
        <source>current</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>“porticoctl clean” may remove it</source>
        <translation>「porticoctl clean」で削除されることがあります</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>レイヤー %1</translation>
    </message>
    <message>
        <source>Its files are not all there: it cannot be used.</source>
        <translation>ファイルがそろっていないため、使えません。</translation>
    </message>
    <message>
        <source>“%1” already is at generation %2: nothing was changed.</source>
        <translation>「%1」はすでに世代 %2 です。何も変更していません。</translation>
    </message>
    <message>
        <source>“%1” went from generation %2 to %3.</source>
        <translation>「%1」を世代 %2 から %3 に切り替えました。</translation>
    </message>
</context>
<context>
    <name>portico::cli::GenerationsCommand</name>
    <message>
        <source>“%1” is no number of a generation.</source>
        <translation>「%1」は世代の番号ではありません。</translation>
    </message>
    <message>
        <source>“porticoctl generations” lists them.</source>
        <translation>「porticoctl generations」で一覧できます。</translation>
    </message>
    <message>
        <source>%1 in all; what generations share is counted once.</source>
        <translation>合計 %1。世代が共有するものは一度だけ数えます。</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” stays until its pin is taken away.</source>
        <translation>「%2」の世代 %1 は、固定を解除するまで残ります。</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not pinned any more.</source>
        <translation>「%2」の世代 %1 の固定を解除しました。</translation>
    </message>
    <message>
        <source>Both --pin and --unpin are given.</source>
        <translation>--pin と --unpin の両方が指定されています。</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <translation>どれか一つだけを指定してください。</translation>
    </message>
    <message>
        <source>Look at the generations</source>
        <translation>世代を調べる</translation>
    </message>
    <message>
        <source>Go to another generation</source>
        <translation>別の世代に切り替え</translation>
    </message>
    <message>
        <source>List the versions of ComfyUI that an install can go back to</source>
        <translation>インストールが戻れる ComfyUI のバージョンを一覧</translation>
    </message>
    <message>
        <source>Each update makes a new generation beside the old: ComfyUI, Python and the layer of node packs&apos; packages. The last three stay, and all that are current, pinned or named by a snapshot; the others go with “porticoctl clean”.</source>
        <translation>更新のたびに、古い世代と並べて新しい世代（ComfyUI、Python、ノードパックのパッケージのレイヤー）を作ります。最新の三つと、使用中のもの、固定したもの、スナップショットが指すものは残り、ほかは「porticoctl clean」で消えます。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>Keep this one, whatever is cleaned.</source>
        <translation>片付けのときも、これを残す。</translation>
    </message>
    <message>
        <source>Take its pin away.</source>
        <translation>固定を解除する。</translation>
    </message>
    <message>
        <source>Go back to an older generation, without a network</source>
        <translation>古い世代に、ネットワークなしで戻す</translation>
    </message>
    <message>
        <source>ComfyUI, Python, the packages of node packs and the database become those of the generation before, or of the one that is named, which may be a newer one. Node packs, settings and your files stay as they are. ComfyUI must be stopped.</source>
        <translation>ComfyUI、Python、ノードパックのパッケージ、データベースが、前の世代か、指定した世代（より新しくてもよい）のものになります。ノードパック、設定、ご自分のファイルはそのまま残ります。ComfyUI は停止している必要があります。</translation>
    </message>
    <message>
        <source>The number of the generation.</source>
        <translation>世代の番号。</translation>
    </message>
</context>
<context>
    <name>portico::cli::GithubCommand</name>
    <message>
        <source>“%1” is none of: %2.</source>
        <translation>「%1」は次のどれでもありません：%2。</translation>
    </message>
    <message>
        <source>“%1” needs more than was given.</source>
        <translation>「%1」に必要なものが足りません。</translation>
    </message>
    <message>
        <source>The repository was not said: --repo owner/name.</source>
        <translation>リポジトリが指定されていません：--repo owner/name。</translation>
    </message>
    <message>
        <source>The repository on GitHub.</source>
        <translation>GitHub のリポジトリ。</translation>
    </message>
    <message>
        <source>For login: a company&apos;s own GitHub, kept for all that follows.</source>
        <translation>login 用：会社独自の GitHub。以後のすべてに使う。</translation>
    </message>
    <message>
        <source>The workflow&apos;s file.</source>
        <translation>ワークフローのファイル。</translation>
    </message>
    <message>
        <source>The branch; without this the repository&apos;s own.</source>
        <translation>ブランチ。省くとリポジトリ自身のもの。</translation>
    </message>
    <message>
        <source>For trigger: an input of the workflow; may come again.</source>
        <translation>trigger 用：ワークフローの入力。何度でも指定できる。</translation>
    </message>
    <message>
        <source>For trigger: watch the run to its end.</source>
        <translation>trigger 用：実行を最後まで見守る。</translation>
    </message>
    <message>
        <source>For download and trigger: where artifacts go, each a folder.</source>
        <translation>download と trigger 用：成果物を置く場所。それぞれ一つのフォルダーになる。</translation>
    </message>
    <message>
        <source>For download: only the artifact of that name.</source>
        <translation>download 用：その名前の成果物だけ。</translation>
    </message>
    <message>
        <source>For watch and trigger: seconds between two looks at first.</source>
        <translation>watch と trigger 用：最初の確認間隔の秒数。</translation>
    </message>
    <message>
        <source>For push: what the commit says.</source>
        <translation>push 用：コミットのメッセージ。</translation>
    </message>
    <message>
        <source>For push: the folder in the repository.</source>
        <translation>push 用：リポジトリの中のフォルダー。</translation>
    </message>
    <message>
        <source>For release: its tag, such as v1.2.0.</source>
        <translation>release 用：v1.2.0 などのタグ。</translation>
    </message>
    <message>
        <source>For release: its title; the tag without this.</source>
        <translation>release 用：表題。省くとタグ。</translation>
    </message>
    <message>
        <source>For release: what it says, in Markdown.</source>
        <translation>release 用：説明（Markdown）。</translation>
    </message>
    <message>
        <source>For release: not the latest one.</source>
        <translation>release 用：最新リリースにしない。</translation>
    </message>
    <message>
        <source>See “porticoctl help github”.</source>
        <translation>「porticoctl help github」を見てください。</translation>
    </message>
    <message>
        <source>Build bundles with GitHub Actions and publish them there</source>
        <translation>GitHub Actions でバンドルを構築し、そこで公開</translation>
    </message>
    <message>
        <source>“login” reads a token from standard input, asks GitHub whose it is, and keeps it in the system&apos;s keychain. “push” puts a recipe (a file or a folder) onto a branch as one commit; “trigger” starts a workflow and names its run; “watch” tells each step as it ends and, where one fails, the last lines of its log; “download” fetches what the run made and compares it with GitHub&apos;s digest; “release” publishes files with their SHA-256. Where there is no keychain the token may be in the variable PORTICO_GITHUB_TOKEN, or in a file that only you may read and that PORTICO_GITHUB_TOKEN_FILE names (PORTICO_GITHUB_SERVER_TOKEN and …_FILE for a company&apos;s own server).</source>
        <translation>「login」は標準入力からトークンを読み、持ち主を GitHub に問い合わせ、システムのキーチェーンに保存します。「push」はレシピ（ファイルまたはフォルダー）を一つのコミットとしてブランチに入れます。「trigger」はワークフローを開始し、その実行を示します。「watch」は各ステップの終わりを示し、失敗したステップではログの最後の行も示します。「download」は実行の成果物を取得し、GitHub のダイジェストと照合します。「release」はファイルを SHA-256 と一緒に公開します。キーチェーンがない場合、トークンは変数 PORTICO_GITHUB_TOKEN か、PORTICO_GITHUB_TOKEN_FILE が指す、自分だけが読めるファイルに置けます（会社独自のサーバーでは PORTICO_GITHUB_SERVER_TOKEN と …_FILE）。</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>行うこと。</translation>
    </message>
    <message>
        <source>A path, a run&apos;s number, or files.</source>
        <translation>パス、実行の番号、またはファイル。</translation>
    </message>
    <message>
        <source>“%1” is no folder in a repository.</source>
        <translation>「%1」はリポジトリの中のフォルダーではありません。</translation>
    </message>
    <message>
        <source>Push to GitHub</source>
        <translation>GitHub にプッシュ</translation>
    </message>
    <message numerus="yes">
        <source>Pushed %n file(s) to %1 as %2.</source>
        <translation>
            <numerusform>%n 個のファイルを %1 に %2 としてプッシュしました。</numerusform>
        </translation>
    </message>
    <message>
        <source>The branch %1 has all of it already.</source>
        <translation>ブランチ %1 には、すでにすべてあります。</translation>
    </message>
    <message>
        <source>The release&apos;s tag was not said: --tag v1.2.0.</source>
        <translation>リリースのタグが指定されていません：--tag v1.2.0。</translation>
    </message>
    <message>
        <source>Make a release</source>
        <translation>リリースを作成</translation>
    </message>
    <message numerus="yes">
        <source>Published %1 with %n file(s).</source>
        <translation>
            <numerusform>%1 を %n 個のファイルと一緒に公開しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on %2.</source>
        <translation>%2 の %1。</translation>
    </message>
    <message>
        <source>A fine-grained token: its permissions show at use.</source>
        <translation>fine-grained トークンです。許可は使うときに分かります。</translation>
    </message>
    <message>
        <source>Rights: %1.</source>
        <translation>権限：%1。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>No token was given.</source>
        <translation>トークンが指定されていません。</translation>
    </message>
    <message>
        <source>Write it to standard input, on one line. Tokens are made at %1/settings/tokens, with the rights “repo” and “workflow”.</source>
        <translation>標準入力に一行で書いてください。トークンは %1/settings/tokens で、権限「repo」と「workflow」を付けて作ります。</translation>
    </message>
    <message>
        <source>Ask GitHub whose the token is</source>
        <translation>トークンの持ち主を GitHub に問い合わせ</translation>
    </message>
    <message>
        <source>The token is good, but could not be kept.</source>
        <translation>トークンは有効ですが、保存できませんでした。</translation>
    </message>
    <message>
        <source>Where there is no keychain, write it into a file that only you may read, and name that in the variable %1_FILE.</source>
        <translation>キーチェーンがない場合は、自分だけが読めるファイルに書き、それを変数 %1_FILE で指定してください。</translation>
    </message>
    <message>
        <source>A run is named by its number, such as 30433642; --every takes seconds.</source>
        <translation>実行は 30433642 のような番号で指定します。--every には秒数を指定します。</translation>
    </message>
    <message>
        <source>compared with GitHub&apos;s digest</source>
        <translation>GitHub のダイジェストと照合済み</translation>
    </message>
    <message>
        <source>GitHub named no digest</source>
        <translation>GitHub はダイジェストを示していません</translation>
    </message>
    <message>
        <source>An input is written as name=value.</source>
        <translation>入力は name=value の形で書きます。</translation>
    </message>
    <message>
        <source>Start a workflow</source>
        <translation>ワークフローを開始</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>実行 %1：%2</translation>
    </message>
    <message>
        <source>Watch a workflow</source>
        <translation>ワークフローを見守る</translation>
    </message>
    <message>
        <source>Cancel a workflow</source>
        <translation>ワークフローをキャンセル</translation>
    </message>
    <message>
        <source>Run %1 was asked to end.</source>
        <translation>実行 %1 に終了を求めました。</translation>
    </message>
    <message>
        <source>List workflows&apos; runs</source>
        <translation>ワークフローの実行を一覧</translation>
    </message>
    <message>
        <source>No runs.</source>
        <translation>実行はありません。</translation>
    </message>
    <message>
        <source>Where to was not said: --output-dir DIR.</source>
        <translation>置き場所が指定されていません：--output-dir DIR。</translation>
    </message>
    <message>
        <source>Download artifacts</source>
        <translation>成果物をダウンロード</translation>
    </message>
</context>
<context>
    <name>portico::cli::HardwareCommand</name>
    <message>
        <source>compute capability %1</source>
        <translation>compute capability %1</translation>
    </message>
    <message>
        <source>part of the processor</source>
        <translation>プロセッサーに内蔵</translation>
    </message>
    <message numerus="yes">
        <source>    split into %n part(s): %1</source>
        <translation>
            <numerusform>    %n 個に分割：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Right build: %1</source>
        <translation>適したビルド：%1</translation>
    </message>
    <message>
        <source>Ready bundles: %1</source>
        <translation>完成済みバンドル：%1</translation>
    </message>
    <message>
        <source>torch comes from: %1</source>
        <translation>torch の入手元：%1</translation>
    </message>
    <message>
        <source>Free disk of the library: %1 of %2</source>
        <translation>ライブラリのディスクの空き：%1 / %2</translation>
    </message>
    <message>
        <source>Show the GPUs of this computer and the build that suits them</source>
        <translation>このコンピューターの GPU と、適したビルドを表示</translation>
    </message>
    <message>
        <source>Says why this build is right and what would change it.</source>
        <translation>このビルドが適している理由と、何があれば変わるかを示します。</translation>
    </message>
    <message>
        <source>Look at this computer</source>
        <translation>このコンピューターを調べる</translation>
    </message>
</context>
<context>
    <name>portico::cli::InstallCommand</name>
    <message>
        <source>What suits this computer best: a bundle, or ComfyUI put together from its parts where none fits.</source>
        <translation>このコンピューターに最も適したもの：バンドル。合うものがなければ、部品から組み立てた ComfyUI。</translation>
    </message>
    <message>
        <source>This one: its id in the catalogue, or a file or address.</source>
        <translation>これを使う：カタログの ID、ファイル、またはアドレス。</translation>
    </message>
    <message>
        <source>Which ComfyUI is recommended: stable (default) or latest.</source>
        <translation>どの ComfyUI を勧めるか：stable（既定）または latest。</translation>
    </message>
    <message>
        <source>This release of ComfyUI, where it is recommended.</source>
        <translation>推奨のものの中で、ComfyUI のこのリリース。</translation>
    </message>
    <message>
        <source>What to call it.</source>
        <translation>付ける名前。</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>接続に使うポート。</translation>
    </message>
    <message>
        <source>A file or address must have this SHA-256.</source>
        <translation>ファイルまたはアドレスの SHA-256 がこの値でなければならない。</translation>
    </message>
    <message>
        <source>Refuse a bundle whose hash nobody published.</source>
        <translation>ハッシュが公開されていないバンドルを拒否する。</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>「%1」はトラックではありません。</translation>
    </message>
    <message>
        <source>Write stable or latest.</source>
        <translation>stable か latest を書いてください。</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>「%1」はバージョンではありません。</translation>
    </message>
    <message>
        <source>“porticoctl versions” lists them.</source>
        <translation>「porticoctl versions」で一覧できます。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>「%1」はポートではありません。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>8188 など、1 から 65535 までの数を選んでください。</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>「%1」は SHA-256 ではありません。</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>16 進数 64 桁を指定してください。</translation>
    </message>
    <message>
        <source>What to install was not said.</source>
        <translation>何をインストールするかが指定されていません。</translation>
    </message>
    <message>
        <source>Give one of --recommended, --bundle ID and --compose.</source>
        <translation>--recommended、--bundle ID、--compose のどれか一つを指定してください。</translation>
    </message>
    <message>
        <source>The catalogue has no bundle of ComfyUI %1 that suits this computer.</source>
        <translation>カタログに、このコンピューターに合う ComfyUI %1 のバンドルはありません。</translation>
    </message>
    <message>
        <source>Compose it from its parts: porticoctl install --compose --ref v%1</source>
        <translation>部品から組み立ててください：porticoctl install --compose --ref v%1</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>カタログにバンドル「%1」がありません。</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>「porticoctl catalogue --all」ですべて表示できます。</translation>
    </message>
    <message>
        <source>Install ComfyUI</source>
        <translation>ComfyUI をインストール</translation>
    </message>
    <message>
        <source>Install ComfyUI from the catalogue: the right bundle, or a chosen one</source>
        <translation>カタログから ComfyUI をインストール：適したバンドル、または選んだもの</translation>
    </message>
    <message>
        <source>Looks at this computer, chooses the bundle and says why; then it is downloaded, checked, unpacked and set up. “porticoctl catalogue” lists the ids.</source>
        <translation>このコンピューターを調べ、バンドルを選び、その理由を示します。その後、ダウンロード、確認、展開、セットアップを行います。ID は「porticoctl catalogue」で一覧できます。</translation>
    </message>
</context>
<context>
    <name>portico::cli::InstallJson</name>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>起動中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>停止処理中</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>クラッシュ</translation>
    </message>
</context>
<context>
    <name>portico::cli::Invocation</name>
    <message>
        <source>--library needs a folder, and none was given.</source>
        <translation>--library にはフォルダーが必要ですが、指定されていません。</translation>
    </message>
    <message>
        <source>Write it as --library DIR.</source>
        <translation>--library DIR の形で書いてください。</translation>
    </message>
</context>
<context>
    <name>portico::cli::LayersCommand</name>
    <message>
        <source>not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>使用元：%1</translation>
    </message>
    <message>
        <source>damaged, %1</source>
        <translation>破損、%1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n 個のパッケージ</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no layer yet.</source>
        <translation>まだレイヤーはありません。</translation>
    </message>
    <message>
        <source>Wheels for building them again: %1.</source>
        <translation>再構築用の wheel：%1。</translation>
    </message>
    <message>
        <source>%1 are not used; “porticoctl layers clean” removes them.</source>
        <translation>%1 は使われていません。「porticoctl layers clean」で削除できます。</translation>
    </message>
    <message>
        <source>The layer %1 was removed.</source>
        <translation>レイヤー %1 を削除しました。</translation>
    </message>
    <message>
        <source>The layer %1 is being put in now and was kept.</source>
        <translation>レイヤー %1 は今組み込み中のため、残しました。</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 を空けました。</translation>
    </message>
    <message>
        <source>Nothing was unused.</source>
        <translation>未使用のものはありませんでした。</translation>
    </message>
    <message>
        <source>List the layers</source>
        <translation>レイヤーを一覧</translation>
    </message>
    <message>
        <source>Remove unused layers</source>
        <translation>使われていないレイヤーを削除</translation>
    </message>
    <message>
        <source>List the layers of packages, or remove those nobody uses</source>
        <translation>パッケージのレイヤーを一覧、または誰も使っていないものを削除</translation>
    </message>
    <message>
        <source>A layer holds the packages that node packs need. Installs with the same needs over the same base share one. “clean” removes those that no install names, and the wheels that only they were made of.</source>
        <translation>レイヤーには、ノードパックに必要なパッケージが入っています。同じベースに対して必要なものが同じインストールは、一つを共有します。「clean」は、どのインストールも指していないレイヤーと、それだけのための wheel を削除します。</translation>
    </message>
    <message>
        <source>“list” or “clean”.</source>
        <translation>「list」または「clean」。</translation>
    </message>
    <message>
        <source>“%1” is neither “list” nor “clean”.</source>
        <translation>「%1」は「list」でも「clean」でもありません。</translation>
    </message>
    <message>
        <source>See “porticoctl help layers”.</source>
        <translation>「porticoctl help layers」を見てください。</translation>
    </message>
</context>
<context>
    <name>portico::cli::ListCommand</name>
    <message>
        <source>There is no install in %1 yet. Add one with: porticoctl add &lt;file|URL|folder&gt;</source>
        <translation>%1 にはまだインストールがありません。追加するには：porticoctl add &lt;file|URL|folder&gt;</translation>
    </message>
    <message>
        <source>List all installs and what they do</source>
        <translation>すべてのインストールとその状態を一覧</translation>
    </message>
    <message>
        <source>List the installs</source>
        <translation>インストールを一覧</translation>
    </message>
</context>
<context>
    <name>portico::cli::LogCommand</name>
    <message>
        <source>--lines needs a number from 1 on, --level one of debug, info, warning, error.</source>
        <translation>--lines には 1 以上の数、--level には debug、info、warning、error のどれかが必要です。</translation>
    </message>
    <message>
        <source>Try: porticoctl log %1 --lines 50 --level warning</source>
        <translation>例：porticoctl log %1 --lines 50 --level warning</translation>
    </message>
    <message>
        <source>“%1” has no log yet: it was not started.</source>
        <translation>「%1」にはまだログがありません。起動されていません。</translation>
    </message>
    <message>
        <source>Show the log of an install</source>
        <translation>インストールのログを表示</translation>
    </message>
    <message>
        <source>Of the running session, else of the last one.</source>
        <translation>実行中のセッションのログ。なければ前回のもの。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>Go on showing new lines.</source>
        <translation>新しい行を表示し続ける。</translation>
    </message>
    <message>
        <source>How many lines to begin with (100).</source>
        <translation>最初に表示する行数（100）。</translation>
    </message>
    <message>
        <source>Only lines of this level and above.</source>
        <translation>このレベル以上の行だけ。</translation>
    </message>
</context>
<context>
    <name>portico::cli::LogText</name>
    <message numerus="yes">
        <source>… %n line(s) left out: they came faster than they can be shown.</source>
        <translation>
            <numerusform>… %n 行を省きました。表示が追いつかない速さでした。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::Main</name>
    <message>
        <source>Usage: porticoctl %1 %2</source>
        <translation>使い方：porticoctl %1 %2</translation>
    </message>
    <message>
        <source>“%1” needs more than was given.</source>
        <translation>「%1」に必要なものが足りません。</translation>
    </message>
    <message>
        <source>“%1” takes no “%2”.</source>
        <translation>「%1」に「%2」は使えません。</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>コマンド「%1」はありません。</translation>
    </message>
    <message>
        <source>“porticoctl help” lists all commands.</source>
        <translation>「porticoctl help」ですべてのコマンドを一覧できます。</translation>
    </message>
</context>
<context>
    <name>portico::cli::MigrateCommand</name>
    <message>
        <source>“%1” is no port.</source>
        <translation>「%1」はポートではありません。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>8188 など、1 から 65535 までの数を選んでください。</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>何も変更していません。実行するには --yes を付けてください。</translation>
    </message>
    <message>
        <source>“%1” is there, on port %2. “%3” is as it was.</source>
        <translation>「%1」ができました（ポート %2）。「%3」は元のままです。</translation>
    </message>
    <message>
        <source>Migrate a folder into the library</source>
        <translation>フォルダーをライブラリに移行</translation>
    </message>
    <message>
        <source>Make an install in the library of a folder that was added; says first what is taken over</source>
        <translation>追加したフォルダーから、ライブラリにインストールを作る。先に、何を引き継ぐかを示す</translation>
    </message>
    <message>
        <source>For an unpacked portable, a git checkout with its environment, a package of Stability Matrix or an install of Comfy Desktop that was added where it lies. Without --yes it only says what it would do. ComfyUI, node packs, packages, inputs and user files are taken over, with a Python of its own; models stay where they are and are used from there. The old folder is not changed and stays in the list; removing the new install undoes it.</source>
        <translation>展開したポータブル版、git のチェックアウトとその環境、Stability Matrix のパッケージ、Comfy Desktop のインストールのうち、元の場所のまま追加したものに使います。--yes がなければ、何を行うかを示すだけです。ComfyUI、ノードパック、パッケージ、入力、ユーザーファイルを引き継ぎ、専用の Python を用意します。モデルは今の場所に残り、そこから使います。元のフォルダーは変更されず、一覧にも残ります。新しいインストールを削除すれば取り消せます。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>What to call the new one.</source>
        <translation>新しいインストールの名前。</translation>
    </message>
    <message>
        <source>Its port.</source>
        <translation>そのポート。</translation>
    </message>
    <message>
        <source>Only say it, as without --yes.</source>
        <translation>示すだけにする（--yes なしと同じ）。</translation>
    </message>
    <message>
        <source>Really do it.</source>
        <translation>実際に行う。</translation>
    </message>
</context>
<context>
    <name>portico::cli::MoveLibraryCommand</name>
    <message>
        <source>Your settings name another library; this one is reached with “--library %1”.</source>
        <translation>設定では別のライブラリが指定されています。これには「--library %1」で接続できます。</translation>
    </message>
    <message>
        <source>The library is now in %1.</source>
        <translation>ライブラリは今 %1 にあります。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1, were copied and compared.</source>
        <translation>
            <numerusform>%n 個のファイル（%1）をコピーし、照合しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Move the whole library to another folder or disk</source>
        <translation>ライブラリ全体を別のフォルダーまたはディスクに移動</translation>
    </message>
    <message>
        <source>On the same disk it is renamed; to another one every file is copied and compared before the old library goes. If it is interrupted, the old library is still there, and the same command goes on where it was. Nothing of the library may run meanwhile. Links stay links; what they lead to is not moved.</source>
        <translation>同じディスクでは名前を変え、別のディスクへは、すべてのファイルをコピーして照合してから古いライブラリを消します。中断されても古いライブラリは残り、同じコマンドで続きから始まります。その間、ライブラリの何も実行していてはなりません。リンクはリンクのままで、リンク先は移動しません。</translation>
    </message>
    <message>
        <source>Its new place: a folder that does not exist yet.</source>
        <translation>新しい場所。まだ存在しないフォルダー。</translation>
    </message>
    <message>
        <source>Move the library</source>
        <translation>ライブラリを移動</translation>
    </message>
</context>
<context>
    <name>portico::cli::NetworkCommand</name>
    <message>
        <source>What to do; “show” when nothing is said. Tests: github, package-index, torch-index, python-mirror, git, uv, pip; all when none is named. Settings: proxy, proxy-user, no-proxy, certificates, github-mirror, package-index, torch-index, python-mirror, http-hosts.</source>
        <translation>行うこと。省くと「show」。テスト：github、package-index、torch-index、python-mirror、git、uv、pip。指定しなければすべて。設定：proxy、proxy-user、no-proxy、certificates、github-mirror、package-index、torch-index、python-mirror、http-hosts。</translation>
    </message>
    <message>
        <source>With “set”: read the proxy&apos;s password from standard input, its first line; an empty one forgets it.</source>
        <translation>「set」用：プロキシのパスワードを標準入力の最初の行から読む。空の行で消去する。</translation>
    </message>
    <message>
        <source>“network” cannot “%1”.</source>
        <translation>「network」では「%1」はできません。</translation>
    </message>
    <message>
        <source>Choose one of: show, test, set.</source>
        <translation>次から選んでください：show、test、set。</translation>
    </message>
    <message>
        <source>Show, test and set proxy, certificates and mirrors</source>
        <translation>プロキシ、証明書、ミラーを表示、テスト、設定</translation>
    </message>
    <message>
        <source>What is set counts for downloads, git, uv, pip, pixi and ComfyUI alike.
  proxy=system | none | http://user@host:port | socks5://host:port | pac+https://host/proxy.pac
  no-proxy=intranet.example,10.0.0.0/8   certificates=/path/to/authority.pem
An empty value takes a setting back. The password goes into this computer&apos;s keychain; where there is none, give it in the variable PORTICO_PROXY_PASSWORD.</source>
        <translation>設定したものは、ダウンロード、git、uv、pip、pixi、ComfyUI のすべてに有効です。
  proxy=system | none | http://user@host:port | socks5://host:port | pac+https://host/proxy.pac
  no-proxy=intranet.example,10.0.0.0/8   certificates=/path/to/authority.pem
空の値を書くと設定を取り消します。パスワードはこのコンピューターのキーチェーンに入ります。ない場合は、変数 PORTICO_PROXY_PASSWORD で指定してください。</translation>
    </message>
    <message>
        <source>“%1” is no setting with a value.</source>
        <translation>「%1」は値のある設定ではありません。</translation>
    </message>
    <message>
        <source>Write it as key=value, such as proxy=http://proxy.example:3128.</source>
        <translation>proxy=http://proxy.example:3128 のように、key=value の形で書いてください。</translation>
    </message>
    <message>
        <source>There is no setting “%1”.</source>
        <translation>設定「%1」はありません。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>次から選んでください：%1。</translation>
    </message>
    <message>
        <source>Password of the proxy:</source>
        <translation>プロキシのパスワード：</translation>
    </message>
    <message>
        <source>The proxy&apos;s password could not be kept.</source>
        <translation>プロキシのパスワードを保存できませんでした。</translation>
    </message>
    <message>
        <source>Where there is no keychain, give it in the variable PORTICO_PROXY_PASSWORD.</source>
        <translation>キーチェーンがない場合は、変数 PORTICO_PROXY_PASSWORD で指定してください。</translation>
    </message>
    <message>
        <source>Changed; it counts at once. Try it out with: porticoctl network test</source>
        <translation>変更しました。すぐに有効です。試すには：porticoctl network test</translation>
    </message>
    <message>
        <source>Its password: porticoctl network set --password</source>
        <translation>パスワード：porticoctl network set --password</translation>
    </message>
    <message>
        <source>Nothing was given to set.</source>
        <translation>設定するものが指定されていません。</translation>
    </message>
    <message>
        <source>also trusts %1</source>
        <translation>%1 も信頼</translation>
    </message>
    <message>
        <source>trusts the authorities in %1</source>
        <translation>%1 の認証局を信頼</translation>
    </message>
    <message>
        <source>Password of the proxy: %1</source>
        <translation>プロキシのパスワード：%1</translation>
    </message>
    <message>
        <source>nothing of its own</source>
        <translation>独自のものなし</translation>
    </message>
    <message>
        <source>Look at the network</source>
        <translation>ネットワークを調べる</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ミリ秒</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>詳細：%1</translation>
    </message>
    <message>
        <source>There is no test “%1”.</source>
        <translation>テスト「%1」はありません。</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesChange</name>
    <message>
        <source>“%1” is installed.</source>
        <translation>「%1」をインストールしました。</translation>
    </message>
    <message>
        <source>“%1” is enabled.</source>
        <translation>「%1」を有効にしました。</translation>
    </message>
    <message>
        <source>“%1” is disabled.</source>
        <translation>「%1」を無効にしました。</translation>
    </message>
    <message>
        <source>“%1” is updated.</source>
        <translation>「%1」を更新しました。</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>「%1」を削除しました。</translation>
    </message>
    <message>
        <source>“%1” is back as it was.</source>
        <translation>「%1」を以前の状態に戻しました。</translation>
    </message>
    <message>
        <source>The install.py of “%1” ran.</source>
        <translation>「%1」の install.py を実行しました。</translation>
    </message>
    <message>
        <source>“%1” runs in a Python of its own.</source>
        <translation>「%1」は専用の Python で動きます。</translation>
    </message>
    <message>
        <source>“%1” is as it was before it was isolated.</source>
        <translation>「%1」は分離する前の状態です。</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>何も変更していません。実行するには --yes を付けてください。</translation>
    </message>
    <message>
        <source>The packages are what the node packs need.</source>
        <translation>パッケージは、ノードパックに必要なとおりです。</translation>
    </message>
    <message>
        <source>As it was before, until the next good start: %1</source>
        <translation>次の正常な起動まで残る、以前の状態：%1</translation>
    </message>
    <message>
        <source>With what install.py added, the plan is now:</source>
        <translation>install.py が追加したものを含めた、新しい計画：</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>実際に行う。付けなければ表示だけを行う。</translation>
    </message>
    <message>
        <source>Leave out what this node pack needs, or one requirement of it; may be given several times.</source>
        <translation>このノードパックに必要なもの、またはその要件一つを除外する。何度でも指定できる。</translation>
    </message>
    <message>
        <source>Give this node pack a Python of its own; may be given several times.</source>
        <translation>このノードパックに専用の Python を持たせる。何度でも指定できる。</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>パッケージをソースから構築してよい（そのコードが実行される）。</translation>
    </message>
    <message>
        <source>Install “%1” %2 from %3 (%4)</source>
        <translation>「%1」%2 を %3 からインストール（%4）</translation>
    </message>
    <message>
        <source>Update “%1” from %2 to %3 (%4)</source>
        <translation>「%1」を %2 から %3 に更新（%4）</translation>
    </message>
    <message>
        <source>Enable “%1”</source>
        <translation>「%1」を有効化</translation>
    </message>
    <message>
        <source>Disable “%1”</source>
        <translation>「%1」を無効化</translation>
    </message>
    <message>
        <source>Remove “%1” (%2)</source>
        <translation>「%1」を削除（%2）</translation>
    </message>
    <message>
        <source>Take back “%1” %2</source>
        <translation>「%1」%2 の変更を取り消し</translation>
    </message>
    <message>
        <source>Run the install.py of “%1” in a throwaway copy</source>
        <translation>「%1」の install.py を使い捨てのコピーの中で実行</translation>
    </message>
    <message>
        <source>Isolate “%1”: it gets a Python of its own</source>
        <translation>「%1」を分離：専用の Python を持つ</translation>
    </message>
    <message>
        <source>Undo the isolation of “%1”</source>
        <translation>「%1」の分離を取り消し</translation>
    </message>
    <message>
        <source>what is checked out now is not part of its history any more</source>
        <translation>今チェックアウトされているものは、その履歴にもうありません</translation>
    </message>
    <message numerus="yes">
        <source>%n new commit(s):</source>
        <translation>
            <numerusform>%n 件の新しいコミット：</numerusform>
        </translation>
    </message>
    <message>
        <source>changed by hand: %1</source>
        <translation>手作業で変更：%1</translation>
    </message>
    <message>
        <source>– from source or an address: needs --allow-builds</source>
        <translation>– ソースまたはアドレスから：--allow-builds が必要</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) beside ComfyUI&apos;s own (%1):</source>
        <translation>
            <numerusform>ComfyUI 自身のものと並ぶ %n 個のパッケージ（%1）：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) beside ComfyUI&apos;s own:</source>
        <translation>
            <numerusform>ComfyUI 自身のものと並ぶ %n 個のパッケージ：</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2): left to this install&apos;s own %3</source>
        <translation>%1（%2）：このインストール自身の %3 に任せます</translation>
    </message>
    <message>
        <source>torch, which is missing</source>
        <translation>torch（ありません）</translation>
    </message>
    <message>
        <source>without what “%1” needs</source>
        <translation>「%1」に必要なものなし</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesCommand</name>
    <message>
        <source>What to do.</source>
        <translation>行うこと。</translation>
    </message>
    <message>
        <source>Usage: porticoctl nodes %1 %2</source>
        <translation>使い方：porticoctl nodes %1 %2</translation>
    </message>
    <message>
        <source>“nodes %1” needs more than was given.</source>
        <translation>「nodes %1」に必要なものが足りません。</translation>
    </message>
    <message>
        <source>“nodes %1” takes no “%2”.</source>
        <translation>「nodes %1」に「%2」は使えません。</translation>
    </message>
    <message>
        <source>“nodes %1” takes no “--%2”.</source>
        <translation>「nodes %1」に「--%2」は使えません。</translation>
    </message>
    <message>
        <source>“nodes” cannot “%1”.</source>
        <translation>「nodes」では「%1」はできません。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>次から選んでください：%1。</translation>
    </message>
    <message>
        <source>What is installed is “id[@version]” of the Comfy Registry, “https://…[@tag, branch or commit]” of a git repository, a folder, an archive, a .py file, or a .json file that lists addresses. Nothing changes without --yes: first it is shown what would.</source>
        <translation>インストールできるのは、Comfy Registry の「id[@version]」、git リポジトリの「https://…[@tag, branch or commit]」、フォルダー、アーカイブ、.py ファイル、またはアドレスを並べた .json ファイルです。--yes がなければ何も変更せず、何が変わるかを先に示します。</translation>
    </message>
    <message>
        <source>List, find, install, update and remove node packs</source>
        <translation>ノードパックを一覧、検索、インストール、更新、削除</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesCooldown</name>
    <message>
        <source>Packages are trusted from the moment they are uploaded.</source>
        <translation>パッケージは、アップロードされた時点から信頼されます。</translation>
    </message>
    <message numerus="yes">
        <source>Packages are not trusted for %n day(s) after they were uploaded, where older ones fit.</source>
        <translation>
            <numerusform>パッケージは、より古いもので合う場合、アップロードから %n 日間は信頼されません。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is no number of days.</source>
        <translation>「%1」は日数ではありません。</translation>
    </message>
    <message>
        <source>Write a number from 0 (none) to %1.</source>
        <translation>0（なし）から %1 までの数を書いてください。</translation>
    </message>
    <message>
        <source>For how many days a newly uploaded package is not trusted yet; of all installs</source>
        <translation>新しくアップロードされたパッケージを信頼しない日数。すべてのインストールに有効</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesExtras</name>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>何も変更していません。実行するには --yes を付けてください。</translation>
    </message>
    <message>
        <source>There is no layer any more.</source>
        <translation>レイヤーはもうありません。</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>レイヤー %1</translation>
    </message>
    <message>
        <source>Extras</source>
        <translation>追加パッケージ</translation>
    </message>
    <message>
        <source>Give an install a set of packages that many node packs use, on its own torch</source>
        <translation>多くのノードパックが使うパッケージのセットを、インストール自身の torch の上に入れる</translation>
    </message>
    <message>
        <source>A set of your own: a JSON file with packages, strip, files.</source>
        <translation>ご自分のセット：packages、strip、files のある JSON ファイル。</translation>
    </message>
    <message>
        <source>The install has no extras any more.</source>
        <translation>このインストールに、追加パッケージはもうありません。</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>何が行われるかを示すだけにする。</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>実際に行う。付けなければ表示だけを行う。</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>パッケージをソースから構築してよい（そのコードが実行される）。</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesInfo</name>
    <message>
        <source>met</source>
        <translation>満たされています</translation>
    </message>
    <message>
        <source>left out by choice</source>
        <translation>選んで除外</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>there is %1</source>
        <translation>今あるのは %1</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>無効</translation>
    </message>
    <message>
        <source>  It asks for nothing.</source>
        <translation>  何も求めていません。</translation>
    </message>
    <message>
        <source>  It asks for:</source>
        <translation>  求めているもの：</translation>
    </message>
    <message>
        <source>not obeyed: %1</source>
        <translation>従わなかったもの：%1</translation>
    </message>
    <message>
        <source>Take back what is left out: porticoctl nodes apply %1 --with PACK[:NAME].</source>
        <translation>除外したものを元に戻すには：porticoctl nodes apply %1 --with PACK[:NAME]。</translation>
    </message>
    <message>
        <source>Look at a node pack</source>
        <translation>ノードパックを調べる</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesList</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 ほか %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind %1</source>
        <translation>
            <numerusform>%1 より %n コミット遅れています</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) that %1 does not have</source>
        <translation>
            <numerusform>%1 にないコミットが %n 件あります</numerusform>
        </translation>
    </message>
    <message>
        <source>changed by hand: %1</source>
        <translation>手作業で変更：%1</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>無効</translation>
    </message>
    <message>
        <source>needs %1, which is not there</source>
        <translation>%1 が必要ですが、ありません</translation>
    </message>
    <message>
        <source>needs %1; there is %2</source>
        <translation>%1 が必要ですが、今あるのは %2 です</translation>
    </message>
    <message>
        <source>left out by choice: %1</source>
        <translation>選んで除外：%1</translation>
    </message>
    <message>
        <source>isolated: it runs in a Python of its own</source>
        <translation>分離：専用の Python で動きます</translation>
    </message>
    <message>
        <source>wants an environment of its own (comfy-env.toml)</source>
        <translation>専用の環境を希望しています（comfy-env.toml）</translation>
    </message>
    <message>
        <source>its code was changed since it was installed</source>
        <translation>インストールしてからコードが変更されています</translation>
    </message>
    <message>
        <source>“%1” has no node packs.</source>
        <translation>「%1」にノードパックはありません。</translation>
    </message>
    <message>
        <source>List node packs</source>
        <translation>ノードパックを一覧</translation>
    </message>
    <message>
        <source>The node packs of an install and how they are, by files alone</source>
        <translation>インストールのノードパックとその状態（ファイルだけから判断）</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesPlan</name>
    <message>
        <source>“%1” is no number of days.</source>
        <translation>「%1」は日数ではありません。</translation>
    </message>
    <message>
        <source>Write a number from 0 (none) to 3650.</source>
        <translation>0（なし）から 3650 までの数を書いてください。</translation>
    </message>
    <message>
        <source>Plan the packages</source>
        <translation>パッケージの計画</translation>
    </message>
    <message>
        <source>To give “%1” a Python of its own: porticoctl env isolate %2 %1</source>
        <translation>「%1」に専用の Python を持たせるには：porticoctl env isolate %2 %1</translation>
    </message>
    <message>
        <source>What its node packs need beyond its base, before anything changes</source>
        <translation>変更の前に、ノードパックがベースのほかに必要とするものを示す</translation>
    </message>
    <message>
        <source>Leave out what this pack needs, or one requirement of it.</source>
        <translation>このパックに必要なもの、またはその要件一つを除外する。</translation>
    </message>
    <message>
        <source>Agree to packages that come from an address or repository or are built from source, which runs their code.</source>
        <translation>アドレスやリポジトリから来るパッケージ、ソースから構築されるパッケージに同意する（そのコードが実行される）。</translation>
    </message>
    <message>
        <source>Do not trust packages younger than so many days (0: trust all); what usually counts is set by “nodes cooldown”.</source>
        <translation>この日数より新しいパッケージを信頼しない（0：すべて信頼）。通常の値は「nodes cooldown」で設定する。</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesRegistry</name>
    <message>
        <source>This is what was kept of the Comfy Registry on %1.</source>
        <translation>これは %1 に保存した Comfy Registry の内容です。</translation>
    </message>
    <message>
        <source>The Comfy Registry has no such node pack.</source>
        <translation>Comfy Registry に、そのようなノードパックはありません。</translation>
    </message>
    <message numerus="yes">
        <source>Page %1 of %2; %n node pack(s) in all.</source>
        <translation>
            <numerusform>%1 / %2 ページ。全部で %n 個のノードパック。</numerusform>
        </translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>公開元</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>リポジトリ</translation>
    </message>
    <message>
        <source>Ask nobody: only what is kept of the last answers.</source>
        <translation>どこにも問い合わせず、保存済みの応答だけを使う。</translation>
    </message>
    <message>
        <source>“%1” is no page.</source>
        <translation>「%1」はページではありません。</translation>
    </message>
    <message>
        <source>Pages count from 1: --page 2.</source>
        <translation>ページは 1 から数えます：--page 2。</translation>
    </message>
    <message>
        <source>Search the Comfy Registry</source>
        <translation>Comfy Registry を検索</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are kept for searching without a network.</source>
        <translation>
            <numerusform>ネットワークなしで検索できるように、%n 個のノードパックを保存しています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the Comfy Registry</source>
        <translation>Comfy Registry に問い合わせ</translation>
    </message>
    <message>
        <source>The address of the Comfy Registry or of a mirror of it, this time.</source>
        <translation>今回使う Comfy Registry、またはそのミラーのアドレス。</translation>
    </message>
    <message>
        <source>Search the Comfy Registry; without words all of it, page by page</source>
        <translation>Comfy Registry を検索。語を省くと全部を一ページずつ</translation>
    </message>
    <message>
        <source>Which page of the answer.</source>
        <translation>応答の何ページ目か。</translation>
    </message>
    <message>
        <source>Fetch the whole list first, to search it without a network.</source>
        <translation>ネットワークなしで検索できるように、先に一覧全体を取得する。</translation>
    </message>
    <message>
        <source>What the Comfy Registry knows of a node pack, with its versions; or a pack of an install, with each of its requirements</source>
        <translation>Comfy Registry にあるノードパックの情報とそのバージョン、またはインストールのパックとその要件一つ一つ</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesScripts</name>
    <message>
        <source>Print each install.py that a node pack brings.</source>
        <translation>ノードパックに付いている install.py をそれぞれ出力する。</translation>
    </message>
    <message>
        <source>Run each install.py that the node packs bring: their authors&apos; own code, with your rights, on a throwaway copy of Python and packages.</source>
        <translation>ノードパックに付いている install.py をそれぞれ、使い捨ての Python とパッケージのコピーの中で、ご自分の権限で実行する。install.py は作者自身のコードです。</translation>
    </message>
    <message>
        <source>The same for this node pack alone; may be given several times.</source>
        <translation>このノードパックだけに同じことを行う。何度でも指定できる。</translation>
    </message>
    <message>
        <source>its install.py ran and added no packages</source>
        <translation>install.py が実行され、パッケージは追加されませんでした</translation>
    </message>
    <message>
        <source>its install.py ran and added: %1</source>
        <translation>install.py が実行され、次が追加されました：%1</translation>
    </message>
    <message>
        <source>its install.py (%1) is the one that ran before; what it added still counts</source>
        <translation>install.py（%1）は以前実行されたものと同じです。追加されたものは今も有効です</translation>
    </message>
    <message>
        <source>brings an install.py (%1), which is not run without --run-scripts; see it with --show-scripts</source>
        <translation>install.py（%1）があり、--run-scripts なしでは実行されません。内容は --show-scripts で見られます</translation>
    </message>
    <message>
        <source>Running an install.py needs a copy of Python and packages meanwhile: %1 on this disk</source>
        <translation>install.py の実行中は Python とパッケージのコピーが必要です：このディスクに %1</translation>
    </message>
    <message>
        <source>%1 (%2):</source>
        <translation>%1（%2）：</translation>
    </message>
    <message>
        <source>“%1” has an install.py (%2) that Portico has not run: porticoctl nodes run-script %3 %1</source>
        <translation>「%1」には、Portico が実行していない install.py（%2）があります：porticoctl nodes run-script %3 %1</translation>
    </message>
    <message>
        <source>The install.py of “%1” (%2) ran and added no packages.</source>
        <translation>「%1」の install.py（%2）が実行され、パッケージは追加されませんでした。</translation>
    </message>
    <message>
        <source>The install.py of “%1” (%2) ran and added: %3.</source>
        <translation>「%1」の install.py（%2）が実行され、次が追加されました：%3。</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesVerbs</name>
    <message>
        <source>--to is a version of one node pack.</source>
        <translation>--to は一つのノードパックのバージョンです。</translation>
    </message>
    <message>
        <source>Update one node pack at a time with it.</source>
        <translation>これを使うときは、ノードパックを一つずつ更新してください。</translation>
    </message>
    <message>
        <source>Install node packs with what they need; shows first what comes</source>
        <translation>ノードパックを必要なものと一緒にインストール。先に何が入るかを示す</translation>
    </message>
    <message>
        <source>Install node packs</source>
        <translation>ノードパックをインストール</translation>
    </message>
    <message>
        <source>Enable node packs</source>
        <translation>ノードパックを有効化</translation>
    </message>
    <message>
        <source>Enable node packs; with --yes where packages come with them</source>
        <translation>ノードパックを有効化。パッケージも入る場合は --yes が必要</translation>
    </message>
    <message>
        <source>Disable node packs</source>
        <translation>ノードパックを無効化</translation>
    </message>
    <message>
        <source>Disable node packs, so that ComfyUI does not load them</source>
        <translation>ComfyUI が読み込まないように、ノードパックを無効化</translation>
    </message>
    <message>
        <source>Update node packs</source>
        <translation>ノードパックを更新</translation>
    </message>
    <message>
        <source>Update node packs; shows first what is new</source>
        <translation>ノードパックを更新。先に新しい点を示す</translation>
    </message>
    <message>
        <source>The version, tag, branch or commit to go to.</source>
        <translation>切り替え先のバージョン、タグ、ブランチ、コミット。</translation>
    </message>
    <message>
        <source>Where files were changed by hand: go on, and keep them aside.</source>
        <translation>手作業で変更されたファイルがあっても続け、それらを別に保管する。</translation>
    </message>
    <message>
        <source>Remove node packs</source>
        <translation>ノードパックを削除</translation>
    </message>
    <message>
        <source>Remove node packs; lists first what goes, with sizes</source>
        <translation>ノードパックを削除。先に消えるものをサイズと一緒に示す</translation>
    </message>
    <message>
        <source>Delete at once, instead of keeping it until the next good start and then the recycle bin.</source>
        <translation>次の正常な起動まで残してからごみ箱に入れる代わりに、すぐに完全に削除する。</translation>
    </message>
    <message>
        <source>Take node packs back</source>
        <translation>ノードパックの変更を取り消す</translation>
    </message>
    <message>
        <source>Take back node packs as they were before an update or removal</source>
        <translation>ノードパックを、更新または削除の前の状態に戻す</translation>
    </message>
    <message>
        <source>Run install.py</source>
        <translation>install.py を実行</translation>
    </message>
    <message>
        <source>Run the install.py of node packs, which is their authors&apos; own code, in a throwaway copy; shows it first</source>
        <translation>ノードパックの install.py（作者自身のコード）を、使い捨てのコピーの中で実行。先に内容を示す</translation>
    </message>
    <message>
        <source>Isolate node packs</source>
        <translation>ノードパックを分離</translation>
    </message>
    <message>
        <source>Give node packs a Python of their own, where their needs clash with those of others; tried out first, and only done if no node is lost</source>
        <translation>要件がほかとぶつかるノードパックに、専用の Python を持たせる。先に試験し、ノードが失われない場合にだけ行う</translation>
    </message>
    <message>
        <source>Undo isolations</source>
        <translation>分離を取り消す</translation>
    </message>
    <message>
        <source>Undo the isolation of node packs: they are as they were</source>
        <translation>ノードパックの分離を取り消し、元の状態に戻す</translation>
    </message>
    <message>
        <source>Apply what node packs need</source>
        <translation>ノードパックに必要なものを適用</translation>
    </message>
    <message>
        <source>Give an install the packages that its node packs need, after they were changed by other means</source>
        <translation>ほかの手段で変更された後に、ノードパックに必要なパッケージをインストールに入れる</translation>
    </message>
    <message>
        <source>Take back what was left out of this node pack by choice: all of it, or one requirement; may be given several times.</source>
        <translation>このノードパックから選んで除外したものを、全部または要件一つだけ元に戻す。何度でも指定できる。</translation>
    </message>
</context>
<context>
    <name>portico::cli::OpenCommand</name>
    <message>
        <source>“%1” is not running, so there is nothing to open.</source>
        <translation>「%1」は実行中でないため、開くものがありません。</translation>
    </message>
    <message>
        <source>Start it with: porticoctl start %1 --open</source>
        <translation>起動するには：porticoctl start %1 --open</translation>
    </message>
    <message>
        <source>Open a running install in the browser</source>
        <translation>実行中のインストールをブラウザーで開く</translation>
    </message>
    <message>
        <source>Waits until it is ready.</source>
        <translation>準備完了になるまで待ちます。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>In a window of its own, without tabs and address bar, where a browser is here that can do that.</source>
        <translation>専用ウィンドウで開く。タブもアドレスバーもなし。それができるブラウザーがここにある場合。</translation>
    </message>
</context>
<context>
    <name>portico::cli::PlanReport</name>
    <message>
        <source>to be built from source</source>
        <translation>ソースから構築</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1 から</translation>
    </message>
    <message>
        <source>repository %1</source>
        <translation>リポジトリ %1</translation>
    </message>
    <message>
        <source>uploaded in the last days</source>
        <translation>ここ数日にアップロード</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>%1 用</translation>
    </message>
    <message>
        <source>Nothing is added.</source>
        <translation>追加するものはありません。</translation>
    </message>
    <message numerus="yes">
        <source>Added: %n package(s), %1</source>
        <translation>
            <numerusform>追加：%n 個のパッケージ、%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added: %n package(s)</source>
        <translation>
            <numerusform>追加：%n 個のパッケージ</numerusform>
        </translation>
    </message>
    <message>
        <source>There already: %1</source>
        <translation>すでにあるもの：%1</translation>
    </message>
    <message>
        <source>Not taken, since torch and its family come from the base:</source>
        <translation>torch とその仲間はベースから来るため、使わないもの：</translation>
    </message>
    <message>
        <source>  ! %1 (%2): there is none, and none is added: what was not made for this very torch breaks it</source>
        <translation>  ! %1（%2）：ベースになく、追加もしません。この torch 用に作られていないものは、torch を壊します</translation>
    </message>
    <message>
        <source>  – %1 (%2): %3 meets it</source>
        <translation>  – %1（%2）：%3 で満たされます</translation>
    </message>
    <message>
        <source>  ! %1 (%2): %3, which does not meet it</source>
        <translation>  ! %1（%2）：%3 では満たされません</translation>
    </message>
    <message>
        <source>Cannot be met:</source>
        <translation>満たせないもの：</translation>
    </message>
    <message>
        <source>→ Leave a requirement or a pack out with --without, or choose another version of the pack.</source>
        <translation>→ --without で要件かパックを除外するか、パックの別のバージョンを選んでください。</translation>
    </message>
    <message>
        <source>→ Agree to what is built or comes from an address or repository with --allow-builds, or leave its pack out with --without.</source>
        <translation>→ 構築されるもの、アドレスやリポジトリから来るものに --allow-builds で同意するか、そのパックを --without で除外してください。</translation>
    </message>
    <message>
        <source>→ without %1 of “%2”: --without %3</source>
        <translation>→ 「%2」の %1 なしで：--without %3</translation>
    </message>
    <message>
        <source>→ without all that “%1” needs: --without %2</source>
        <translation>→ 「%1」に必要なものすべてなしで：--without %2</translation>
    </message>
    <message>
        <source>Left out of “%1” by choice: %2</source>
        <translation>「%1」から選んで除外：%2</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>除外：%1</translation>
    </message>
</context>
<context>
    <name>portico::cli::RecipeBundle</name>
    <message>
        <source>%1 is there already, and as the recipe wants it.</source>
        <translation>%1 はすでにあり、レシピのとおりです。</translation>
    </message>
    <message>
        <source>Would make %1 of “%2”:</source>
        <translation>「%2」から %1 を作ります：</translation>
    </message>
    <message>
        <source>of Portico&apos;s choice</source>
        <translation>（Portico が選択）</translation>
    </message>
    <message>
        <source>Python %1, torch for %2</source>
        <translation>Python %1、%2 用の torch</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s), as the lock names them</source>
        <translation>
            <numerusform>%n 個のパッケージ（ロックにあるとおり）</numerusform>
        </translation>
    </message>
    <message>
        <source>Packages are chosen when it is made.</source>
        <translation>パッケージは作成時に選ばれます。</translation>
    </message>
    <message>
        <source>Nothing to do: %1 is there already, and as the recipe wants it.</source>
        <translation>することはありません。%1 はすでにあり、レシピのとおりです。</translation>
    </message>
    <message>
        <source>Its lock: %1</source>
        <translation>ロック：%1</translation>
    </message>
    <message>
        <source>Of a recipe: the lock to obey (default: the one beside the bundle).</source>
        <translation>レシピ用：従うロック（既定：バンドルの隣のもの）。</translation>
    </message>
    <message>
        <source>Of a recipe: newer versions than those of its lock.</source>
        <translation>レシピ用：ロックより新しいバージョン。</translation>
    </message>
    <message>
        <source>Of a recipe: build packages that have no ready build; this runs their code.</source>
        <translation>レシピ用：完成済みビルドのないパッケージを構築する（そのコードが実行される）。</translation>
    </message>
    <message>
        <source>Make a bundle</source>
        <translation>バンドルを作成</translation>
    </message>
    <message>
        <source>Of a recipe: keep what was downloaded for the next time. Without it that goes, unless there were packages in the cache before.</source>
        <translation>レシピ用：ダウンロードしたものを次回のために残す。付けなければ消える（以前からキャッシュにパッケージがあった場合を除く）。</translation>
    </message>
</context>
<context>
    <name>portico::cli::RecoverCommand</name>
    <message>
        <source>Everything is in order.</source>
        <translation>すべて正常です。</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 を空けました。</translation>
    </message>
    <message>
        <source>Clean up after an interrupted operation</source>
        <translation>中断された操作の後を片付ける</translation>
    </message>
    <message>
        <source>Every command does this by itself first; here it says what it found.</source>
        <translation>どのコマンドも最初にこれを自動で行います。ここでは見つかったものを示します。</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>片付け</translation>
    </message>
</context>
<context>
    <name>portico::cli::RemoveCommand</name>
    <message>
        <source>This goes:</source>
        <translation>消えるもの：</translation>
    </message>
    <message>
        <source>  (a link; %1 stays)</source>
        <translation>  （リンク。%1 は残ります）</translation>
    </message>
    <message numerus="yes">
        <source>Your own %n file(s) (%1) are kept.</source>
        <translation>
            <numerusform>ご自分の %n 個のファイル（%1）は残します。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of it are shared with other installs, which keep them.</source>
        <translation>このうち %1 はほかのインストールと共有していて、そちらに残ります。</translation>
    </message>
    <message>
        <source>Untouched: %1</source>
        <translation>手を付けないもの：%1</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>「%1」を削除しました。</translation>
    </message>
    <message>
        <source>Your own files are in %1</source>
        <translation>ご自分のファイルは %1 にあります</translation>
    </message>
    <message>
        <source>The rest is in the recycle bin: %1</source>
        <translation>残りはごみ箱にあります：%1</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>何も削除していません。実行するには --yes を付けてください。</translation>
    </message>
    <message>
        <source>Remove an install</source>
        <translation>インストールを削除</translation>
    </message>
    <message>
        <source>Remove an install; lists first what goes</source>
        <translation>インストールを削除。先に消えるものを示す</translation>
    </message>
    <message>
        <source>Without --yes it only lists what would go. Your own files (output, input, user, node packs) are kept unless --remove-data is given. Goes to the recycle bin unless --permanently is given. Links are never followed.</source>
        <translation>--yes がなければ、消えるものを示すだけです。ご自分のファイル（output、input、user、ノードパック）は、--remove-data を付けない限り残します。--permanently を付けない限り、ごみ箱に入ります。リンクの先には決して手を付けません。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>Only list it, as without --yes.</source>
        <translation>一覧だけを示す（--yes なしと同じ）。</translation>
    </message>
    <message>
        <source>Really remove it.</source>
        <translation>実際に削除する。</translation>
    </message>
    <message>
        <source>Your own files go, too.</source>
        <translation>ご自分のファイルも消す。</translation>
    </message>
    <message>
        <source>Delete instead of using the recycle bin.</source>
        <translation>ごみ箱を使わずに完全に削除する。</translation>
    </message>
</context>
<context>
    <name>portico::cli::RenameCommand</name>
    <message>
        <source>The new name is empty.</source>
        <translation>新しい名前が空です。</translation>
    </message>
    <message>
        <source>Give a name of at least one letter.</source>
        <translation>一文字以上の名前を付けてください。</translation>
    </message>
    <message>
        <source>“%1” is now called “%2”.</source>
        <translation>「%1」の名前は「%2」になりました。</translation>
    </message>
    <message>
        <source>Give an install another name</source>
        <translation>インストールに別の名前を付ける</translation>
    </message>
    <message>
        <source>Its id and folder stay as they are.</source>
        <translation>ID とフォルダーはそのまま残ります。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>The new name.</source>
        <translation>新しい名前。</translation>
    </message>
</context>
<context>
    <name>portico::cli::RepairCommand</name>
    <message>
        <source>    from: %1</source>
        <translation>    入手元：%1</translation>
    </message>
    <message>
        <source>    only with %1</source>
        <translation>    %1 が必要</translation>
    </message>
    <message>
        <source>What was replaced is in %1</source>
        <translation>置き換えたものは %1 にあります</translation>
    </message>
    <message>
        <source>“%1” is as it was before its repair.</source>
        <translation>「%1」は修復前の状態です。</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>何も変更していません。実行するには --yes を付けてください。</translation>
    </message>
    <message>
        <source>Repair an install</source>
        <translation>インストールを修復</translation>
    </message>
    <message>
        <source>Put right what broke the Python of an install</source>
        <translation>インストールの Python で壊れたものを直す</translation>
    </message>
    <message>
        <source>Without --yes it only says what it would do (exit code 1 if there is something). Puts back files of Python, ComfyUI and their packages from what is on this computer, and asks the package index only for the rest; builds layers again; puts back what is gone or damaged in node packs, and installs what they lack; builds isolated environments that are missing or broken; ends with a real start. In a folder of your own it puts torch and missing packages right, with a backup that --undo brings back. May be interrupted at any time: the next repair goes on.</source>
        <translation>--yes がなければ、何を行うかを示すだけです（することがあれば終了コード 1）。Python、ComfyUI とそのパッケージのファイルを、このコンピューターにあるものから元に戻し、残りだけをパッケージインデックスに求めます。レイヤーを構築し直し、ノードパックでなくなったものや破損したものを元に戻し、足りないものをインストールし、ないか壊れている分離環境を構築し、最後に実際に起動します。ご自分のフォルダーでは、torch と足りないパッケージを直し、--undo で戻せるバックアップを残します。いつ中断してもよく、次の修復で続きから始まります。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>Really repair it.</source>
        <translation>実際に修復する。</translation>
    </message>
    <message>
        <source>Only say what would be done.</source>
        <translation>何が行われるかを示すだけにする。</translation>
    </message>
    <message>
        <source>Do not start ComfyUI at the end.</source>
        <translation>最後に ComfyUI を起動しない。</translation>
    </message>
    <message>
        <source>Also clear what ComfyUI-Manager would do at the next start.</source>
        <translation>次の起動時に ComfyUI-Manager が行うことも消去する。</translation>
    </message>
    <message>
        <source>Also undo what was changed by hand in node packs; it is kept, and “porticoctl nodes restore” takes it back.</source>
        <translation>ノードパックに手作業で加えた変更も取り消す。変更は保管され、「porticoctl nodes restore」で元に戻せる。</translation>
    </message>
    <message>
        <source>Bring a folder of your own back to before its last repair.</source>
        <translation>ご自分のフォルダーを、最後の修復の前に戻す。</translation>
    </message>
</context>
<context>
    <name>portico::cli::SelfCheckCommand</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ミリ秒</translation>
    </message>
    <message>
        <source>Everything works on this computer (%1 s).</source>
        <translation>このコンピューターではすべて正常に動きます（%1 秒）。</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>自己診断</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>詳細：%1</translation>
    </message>
    <message>
        <source>Try the whole path on this computer with a small demo bundle</source>
        <translation>小さなデモ用バンドルで、このコンピューターでの一連の動作を試す</translation>
    </message>
    <message>
        <source>Makes a small bundle, serves it to itself, downloads, checks, unpacks, starts, asks for a picture, stops and removes it. Takes well under a minute and leaves nothing behind.</source>
        <translation>小さなバンドルを作り、自分自身に提供し、ダウンロード、確認、展開、起動し、画像を一枚作らせ、停止し、削除します。1 分もかからず、後には何も残しません。</translation>
    </message>
    <message>
        <source>The Python to make the demo bundle from.</source>
        <translation>デモ用バンドルのもとになる Python。</translation>
    </message>
</context>
<context>
    <name>portico::cli::SessionCommand</name>
    <message>
        <source>No browser could be opened. The address is %1</source>
        <translation>ブラウザーを開けませんでした。アドレスは %1 です</translation>
    </message>
    <message>
        <source>A window of its own needs Chrome, Chromium, Edge, Brave or Vivaldi, and none of them could be started. The browser is opened instead.</source>
        <translation>専用ウィンドウには Chrome、Chromium、Edge、Brave、Vivaldi のどれかが必要ですが、どれも起動できませんでした。代わりにブラウザーを開きます。</translation>
    </message>
</context>
<context>
    <name>portico::cli::SetCommand</name>
    <message>
        <source>“%1” is no layout.</source>
        <translation>「%1」は配置ではありません。</translation>
    </message>
    <message>
        <source>Choose separate, or classic for node packs that look for their files beside ComfyUI&apos;s main.py.</source>
        <translation>separate か、ファイルを ComfyUI の main.py の隣に探すノードパック用の classic を選んでください。</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: its node packs and models lie in ComfyUI&apos;s own folder already.</source>
        <translation>「%1」はご自分のフォルダーで、ノードパックとモデルはすでに ComfyUI 自身のフォルダーにあります。</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>何もする必要はありません。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>「%1」はポートではありません。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>8188 など、1 から 65535 までの数を選んでください。</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>「%1」はトラックではありません。</translation>
    </message>
    <message>
        <source>Choose stable or latest.</source>
        <translation>stable か latest を選んでください。</translation>
    </message>
    <message>
        <source>There is no setting “%1”.</source>
        <translation>設定「%1」はありません。</translation>
    </message>
    <message>
        <source>Choose one of: port, arguments, output, input, user, models, accelerator, gpu, layout, track, env.NAME.</source>
        <translation>次から選んでください：port、arguments、output、input、user、models、accelerator、gpu、layout、track、env.NAME。</translation>
    </message>
    <message>
        <source>“%1” is no setting with a value.</source>
        <translation>「%1」は値のある設定ではありません。</translation>
    </message>
    <message>
        <source>Write it as key=value, such as port=8189.</source>
        <translation>port=8189 のように、key=value の形で書いてください。</translation>
    </message>
    <message>
        <source>“%1” is changed; it counts from the next start on.</source>
        <translation>「%1」を変更しました。次の起動から有効です。</translation>
    </message>
    <message>
        <source>Change the port, arguments or folders of an install</source>
        <translation>インストールのポート、引数、フォルダーを変更</translation>
    </message>
    <message>
        <source>Keys: port, arguments, output, input, user, models (several folders as in PATH), accelerator (cpu, or what its build is made for), gpu (numbers as in “porticoctl hardware”), layout (separate, or classic: ComfyUI&apos;s own folders become links, for node packs that look for their files there), track (stable or latest: what “update” without a version goes to), env.NAME. An empty value takes the setting back.</source>
        <translation>キー：port、arguments、output、input、user、models（PATH と同じ書き方で複数のフォルダー）、accelerator（cpu、またはビルドの対象）、gpu（「porticoctl hardware」が示す番号）、layout（separate、または classic：ComfyUI 自身のフォルダーがリンクになり、そこでファイルを探すノードパックに使う）、track（stable または latest：バージョンなしの「update」の切り替え先）、env.NAME。空の値を書くと設定を取り消します。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>What to change.</source>
        <translation>変更するもの。</translation>
    </message>
</context>
<context>
    <name>portico::cli::SnapshotCommand</name>
    <message>
        <source>“snapshot” cannot “%1”.</source>
        <translation>「snapshot」では「%1」はできません。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>次から選んでください：%1。</translation>
    </message>
    <message>
        <source>Usage: porticoctl snapshot %1 %2</source>
        <translation>使い方：porticoctl snapshot %1 %2</translation>
    </message>
    <message>
        <source>“snapshot %1” needs more than was given.</source>
        <translation>「snapshot %1」に必要なものが足りません。</translation>
    </message>
    <message>
        <source>“snapshot %1” takes no “%2”.</source>
        <translation>「snapshot %1」に「%2」は使えません。</translation>
    </message>
    <message>
        <source>“snapshot %1” takes no “--%2”.</source>
        <translation>「snapshot %1」に「--%2」は使えません。</translation>
    </message>
    <message>
        <source>A snapshot says what an install is: its generation, node packs with their commits and states, the lock of their packages, isolated environments, settings, arguments and model folders. One is taken before every change, and one is named by the beginning of its id, or “latest”; “now” is the install as it is. “restore” makes it that again, all of it or with --only some of: packs, layer, environments, settings, arguments, models. Node packs that came since are disabled. It works, too, when ComfyUI cannot start; models, pictures and your own files are never touched; and the state before is a snapshot as well. “export” writes one into a file without secrets, and “import” restores such a file, or one of ComfyUI-Manager or Comfy Desktop, in another install: the same, or a list of what cannot be the same. Nothing changes without --yes: first it is shown what would.</source>
        <translation>スナップショットはインストールの状態、つまり世代、ノードパックとそのコミットと状態、そのパッケージのロック、分離環境、設定、引数、モデルフォルダーの記録です。変更の前には必ず記録され、ID の先頭か「latest」で指定します。「now」は今のインストールです。「restore」はその状態に戻します。全部でも、--only で一部（packs、layer、environments、settings、arguments、models）だけでもできます。その後に入ったノードパックは無効になります。ComfyUI が起動できないときも使えます。モデル、画像、ご自分のファイルには決して手を付けません。戻す前の状態もスナップショットになります。「export」は秘密を含めずにファイルに書き出し、「import」はそのファイル、または ComfyUI-Manager や Comfy Desktop のファイルを別のインストールに復元し、同じ状態にするか、同じにできないものの一覧を示します。--yes がなければ何も変更せず、何が変わるかを先に示します。</translation>
    </message>
    <message>
        <source>Take, compare and restore snapshots of an install</source>
        <translation>インストールのスナップショットを記録、比較、復元</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>行うこと。</translation>
    </message>
    <message>
        <source>What is worth knowing about it.</source>
        <translation>知っておくとよいこと。</translation>
    </message>
    <message>
        <source>Restore only this part; several with commas, or given several times.</source>
        <translation>この部分だけを復元する。複数はコンマで区切るか、何度も指定する。</translation>
    </message>
    <message>
        <source>Restore also where something cannot be as it was; that stays as it is now.</source>
        <translation>元どおりにならないものがあっても復元する。それは今のまま残る。</translation>
    </message>
    <message>
        <source>Write it as ComfyUI-Manager does, which says less.</source>
        <translation>ComfyUI-Manager の形式で書く。情報は少なくなる。</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>何が行われるかを示すだけにする。</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>実際に行う。付けなければ表示だけを行う。</translation>
    </message>
    <message>
        <source>“%1” is no part of a snapshot.</source>
        <translation>「%1」はスナップショットの部分ではありません。</translation>
    </message>
    <message>
        <source>Choose some of: %1.</source>
        <translation>次から選んでください：%1。</translation>
    </message>
    <message>
        <source>Snapshot %1 is imported.</source>
        <translation>スナップショット %1 をインポートしました。</translation>
    </message>
    <message>
        <source>Everything is as it was then.</source>
        <translation>すべて当時のままです。</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>何も変更していません。実行するには --yes を付けてください。</translation>
    </message>
    <message>
        <source>Restore a snapshot</source>
        <translation>スナップショットを復元</translation>
    </message>
    <message>
        <source>Snapshot %1 is taken.</source>
        <translation>スナップショット %1 を記録しました。</translation>
    </message>
    <message>
        <source>Nothing has changed since snapshot %1.</source>
        <translation>スナップショット %1 から何も変わっていません。</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>スナップショットを記録</translation>
    </message>
    <message>
        <source>There is no snapshot yet.</source>
        <translation>まだスナップショットはありません。</translation>
    </message>
    <message>
        <source>List the snapshots</source>
        <translation>スナップショットを一覧</translation>
    </message>
    <message>
        <source>Show a snapshot</source>
        <translation>スナップショットを表示</translation>
    </message>
    <message>
        <source>There is no difference.</source>
        <translation>違いはありません。</translation>
    </message>
    <message>
        <source>Compare snapshots</source>
        <translation>スナップショットを比較</translation>
    </message>
    <message>
        <source>Note something about a snapshot</source>
        <translation>スナップショットにメモを付ける</translation>
    </message>
    <message>
        <source>Snapshot %1 is removed.</source>
        <translation>スナップショット %1 を削除しました。</translation>
    </message>
    <message>
        <source>Remove snapshots</source>
        <translation>スナップショットを削除</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 はすでにあります。</translation>
    </message>
    <message>
        <source>Choose another name, or remove it.</source>
        <translation>別の名前を選ぶか、それを削除してください。</translation>
    </message>
    <message>
        <source>The snapshot is written to %1.</source>
        <translation>スナップショットを %1 に書き出しました。</translation>
    </message>
    <message>
        <source>Export a snapshot</source>
        <translation>スナップショットをエクスポート</translation>
    </message>
</context>
<context>
    <name>portico::cli::SnapshotLines</name>
    <message>
        <source>Generation:</source>
        <translation>世代：</translation>
    </message>
    <message>
        <source>Node packs:</source>
        <translation>ノードパック：</translation>
    </message>
    <message>
        <source>Packages of node packs:</source>
        <translation>ノードパックのパッケージ：</translation>
    </message>
    <message>
        <source>Isolated environments:</source>
        <translation>分離環境：</translation>
    </message>
    <message>
        <source>Settings:</source>
        <translation>設定：</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>引数：</translation>
    </message>
    <message>
        <source>Model folders:</source>
        <translation>モデルフォルダー：</translation>
    </message>
    <message>
        <source>Generation %1: %2</source>
        <translation>世代 %1：%2</translation>
    </message>
    <message>
        <source>For that:</source>
        <translation>そのために：</translation>
    </message>
    <message>
        <source>What cannot be as it was:</source>
        <translation>元どおりにならないもの：</translation>
    </message>
    <message>
        <source>The snapshot is restored.</source>
        <translation>スナップショットを復元しました。</translation>
    </message>
    <message>
        <source>The environment “%1” was built again.</source>
        <translation>環境「%1」を再構築しました。</translation>
    </message>
    <message>
        <source>The environment “%1” could not be built: %2</source>
        <translation>環境「%1」を構築できませんでした：%2</translation>
    </message>
    <message>
        <source>As it was before, until the next good start: %1</source>
        <translation>次の正常な起動まで残る、以前の状態：%1</translation>
    </message>
    <message>
        <source>The way back: porticoctl snapshot restore %1 %2 --yes</source>
        <translation>元に戻すには：porticoctl snapshot restore %1 %2 --yes</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a person&apos;s note</comment>
        <translation>「%1」</translation>
    </message>
</context>
<context>
    <name>portico::cli::SourcesCommand</name>
    <message>
        <source>Anymatix releases</source>
        <translation>Anymatix リリース</translation>
    </message>
    <message>
        <source>Team catalogue</source>
        <translation>チームのカタログ</translation>
    </message>
    <message>
        <source>Official portable and standalone environments: always</source>
        <translation>公式ポータブル版とスタンドアロン環境：常に</translation>
    </message>
    <message>
        <source>Write “sources”, “sources add ADDRESS” or “sources remove ADDRESS”.</source>
        <translation>「sources」「sources add ADDRESS」「sources remove ADDRESS」のどれかを書いてください。</translation>
    </message>
    <message>
        <source>Add a source</source>
        <translation>提供元を追加</translation>
    </message>
    <message numerus="yes">
        <source>Added %1, with %n bundle(s).</source>
        <translation>
            <numerusform>%1（%n 個のバンドル）を追加しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is none of the sources.</source>
        <translation>%1 は提供元にありません。</translation>
    </message>
    <message>
        <source>“porticoctl sources” lists them.</source>
        <translation>「porticoctl sources」で一覧できます。</translation>
    </message>
    <message>
        <source>Removed %1. What was installed from it stays.</source>
        <translation>%1 を削除しました。ここからインストールしたものは残ります。</translation>
    </message>
    <message>
        <source>Show, add and remove sources of the catalogue</source>
        <translation>カタログの提供元を表示、追加、削除</translation>
    </message>
    <message>
        <source>ADDRESS is a GitHub repository with Anymatix bundles (owner/name), or a team&apos;s own catalogue: a JSON file by path or address (docs/catalogue.md).</source>
        <translation>ADDRESS は、Anymatix バンドルのある GitHub リポジトリ（owner/name）、またはチーム自身のカタログ（JSON ファイルのパスまたはアドレス、docs/catalogue.md）です。</translation>
    </message>
    <message>
        <source>add or remove.</source>
        <translation>add または remove。</translation>
    </message>
    <message>
        <source>Which source.</source>
        <translation>どの提供元か。</translation>
    </message>
    <message>
        <source>“%1” does not belong here.</source>
        <translation>「%1」はここでは使えません。</translation>
    </message>
</context>
<context>
    <name>portico::cli::StartCommand</name>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>Leave it running when this command ends.</source>
        <translation>このコマンドが終わっても動かしておく。</translation>
    </message>
    <message>
        <source>Use this port, this time.</source>
        <translation>今回はこのポートを使う。</translation>
    </message>
    <message>
        <source>If the port is taken, use the next free one.</source>
        <translation>ポートが使用中なら、次の空きポートを使う。</translation>
    </message>
    <message>
        <source>Start without node packs.</source>
        <translation>ノードパックなしで起動する。</translation>
    </message>
    <message>
        <source>Open the browser when it is ready.</source>
        <translation>準備完了になったらブラウザーを開く。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>「%1」はポートではありません。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>8188 など、1 から 65535 までの数を選んでください。</translation>
    </message>
    <message>
        <source>Ending it at once.</source>
        <translation>すぐに終了しています。</translation>
    </message>
    <message>
        <source>Stopping. Press Ctrl+C again to end it at once.</source>
        <translation>停止しています。すぐに終了するには、もう一度 Ctrl+C を押してください。</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>スナップショットを記録</translation>
    </message>
    <message>
        <source>ComfyUI ended: %1.</source>
        <translation>ComfyUI が終了しました：%1。</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>ログの読み込み</translation>
    </message>
    <message>
        <source>ComfyUI is ready at %1</source>
        <translation>ComfyUI は %1 で準備完了です</translation>
    </message>
    <message>
        <source>Start an install</source>
        <translation>インストールを起動</translation>
    </message>
    <message>
        <source>Stays in the foreground and shows the log; Ctrl+C stops it. With --detach it keeps running, and “porticoctl stop” or the window ends it.</source>
        <translation>フォアグラウンドに留まってログを表示し、Ctrl+C で停止します。--detach を付けると動き続け、「porticoctl stop」またはウィンドウで終了します。</translation>
    </message>
</context>
<context>
    <name>portico::cli::StatusCommand</name>
    <message>
        <source>%1 (safe start, without node packs)</source>
        <translation>%1（セーフスタート、ノードパックなし）</translation>
    </message>
    <message>
        <source>%1, process %2, %3</source>
        <translation>%1、プロセス %2、%3</translation>
    </message>
    <message>
        <source>Show what an install does right now</source>
        <translation>インストールが今何をしているかを表示</translation>
    </message>
    <message>
        <source>Without a name it shows all of them. With --ready the exit code is 1 unless each of them is ready, for health checks.</source>
        <translation>名前を省くとすべてを表示します。--ready を付けると、全部が準備完了でない限り終了コードは 1 になり、ヘルスチェックに使えます。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>Exit code 1 unless it is ready.</source>
        <translation>準備完了でなければ終了コード 1。</translation>
    </message>
    <message>
        <source>Look at the sessions</source>
        <translation>セッションを調べる</translation>
    </message>
</context>
<context>
    <name>portico::cli::StopCommand</name>
    <message>
        <source>“%1” is stopped.</source>
        <translation>「%1」を停止しました。</translation>
    </message>
    <message>
        <source>“%1” was not running.</source>
        <translation>「%1」は実行中ではありませんでした。</translation>
    </message>
    <message>
        <source>Stop an install, whoever started it</source>
        <translation>誰が起動したかにかかわらず、インストールを停止</translation>
    </message>
    <message>
        <source>Asks ComfyUI to end, then terminates it, then kills what is left, and waits until nothing is left.</source>
        <translation>ComfyUI に終了を求め、次に終了させ、残ったものを強制終了し、何も残らなくなるまで待ちます。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>End it at once, without asking it first.</source>
        <translation>先に求めることなく、すぐに終了する。</translation>
    </message>
</context>
<context>
    <name>portico::cli::Suggestions</name>
    <message>
        <source>Tell the version.</source>
        <translation>バージョンを示す。</translation>
    </message>
    <message>
        <source>Tell what a command does</source>
        <translation>コマンドの働きを示す</translation>
    </message>
</context>
<context>
    <name>portico::cli::Terminal</name>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>詳細：%1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>per cent</comment>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>portico::cli::TestWorkflowCommand</name>
    <message numerus="yes">
        <source>“%1” (%n node(s)) is a test of “%2” now: each update shows that it works before its switch. Try it at once: porticoctl test-workflow run %3.</source>
        <translation>
            <numerusform>「%1」（%n 個のノード）は「%2」のテストになりました。更新のたびに、切り替えの前に動くことを確かめます。すぐに試すには：porticoctl test-workflow run %3。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a test workflow</source>
        <translation>テストワークフローを保存</translation>
    </message>
    <message>
        <source>“%1” has no test workflow.</source>
        <translation>「%1」にテストワークフローはありません。</translation>
    </message>
    <message>
        <source>List the test workflows</source>
        <translation>テストワークフローを一覧</translation>
    </message>
    <message>
        <source>“%1” is no test of “%2” any more.</source>
        <translation>「%1」はもう「%2」のテストではありません。</translation>
    </message>
    <message>
        <source>Remove a test workflow</source>
        <translation>テストワークフローを削除</translation>
    </message>
    <message>
        <source>%1: works, %2 s</source>
        <translation>%1：動きます（%2 秒）</translation>
    </message>
    <message>
        <source>Try the test workflows</source>
        <translation>テストワークフローを試す</translation>
    </message>
    <message>
        <source>“test-workflow” cannot “%1”.</source>
        <translation>「test-workflow」では「%1」はできません。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>次から選んでください：%1。</translation>
    </message>
    <message>
        <source>“test-workflow %1” does not go with these words.</source>
        <translation>「test-workflow %1」にこれらの語は使えません。</translation>
    </message>
    <message>
        <source>A test workflow is a file of ComfyUI&apos;s “File, Export (API)”, of which the install keeps a copy. “update” starts the new generation for real, with node packs and models, on a port, user folder, output and database of its own, and switches to it only when it works off all of them; else it says which one failed, at which node and why. “run” does the same with the generation of now, also while ComfyUI runs, and ends with 1 where one fails.</source>
        <translation>テストワークフローは ComfyUI の「File」の「Export (API)」のファイルで、インストールがその控えを保持します。「update」は、専用のポート、ユーザーフォルダー、出力、データベースで、新しい世代をノードパックとモデルと一緒に実際に起動し、すべてを最後まで実行できた場合にだけ切り替えます。そうでなければ、どれがどのノードでなぜ失敗したかを示します。「run」は今の世代で同じことを行い、ComfyUI の実行中でも使え、失敗したものがあれば 1 で終了します。</translation>
    </message>
    <message>
        <source>Save workflows that an update must work off before its switch</source>
        <translation>更新が切り替えの前に最後まで実行すべきワークフローを保存</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>行うこと。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>What to call it (default: the file&apos;s name).</source>
        <translation>付ける名前（既定：ファイルの名前）。</translation>
    </message>
    <message>
        <source>Usage: porticoctl test-workflow %1 %2</source>
        <translation>使い方：porticoctl test-workflow %1 %2</translation>
    </message>
</context>
<context>
    <name>portico::cli::TokenCommand</name>
    <message>
        <source>No token was given.</source>
        <translation>トークンが指定されていません。</translation>
    </message>
    <message>
        <source>Write it to standard input, on one line.</source>
        <translation>標準入力に一行で書いてください。</translation>
    </message>
    <message>
        <source>The token could not be kept.</source>
        <translation>トークンを保存できませんでした。</translation>
    </message>
    <message>
        <source>Where there is no keychain, give it in the variable PORTICO_GITHUB_TOKEN, or in a file that only you may read and PORTICO_GITHUB_TOKEN_FILE names.</source>
        <translation>キーチェーンがない場合は、変数 PORTICO_GITHUB_TOKEN か、PORTICO_GITHUB_TOKEN_FILE が指す、自分だけが読めるファイルで指定してください。</translation>
    </message>
    <message>
        <source>GitHub is asked with your token.</source>
        <translation>GitHub にはトークンを使って問い合わせます。</translation>
    </message>
    <message>
        <source>GitHub is asked without a token.</source>
        <translation>GitHub にはトークンなしで問い合わせます。</translation>
    </message>
    <message>
        <source>GitHub token:</source>
        <translation>GitHub のトークン：</translation>
    </message>
    <message>
        <source>Show, give or forget the GitHub token</source>
        <translation>GitHub のトークンを表示、入力、消去</translation>
    </message>
    <message>
        <source>With a token GitHub answers 5,000 questions an hour instead of 60. It is kept in the system&apos;s keychain only, and goes to GitHub alone. It needs no rights for that; publishing needs some: see “porticoctl help github”.</source>
        <translation>トークンがあると、GitHub は 1 時間に 60 回ではなく 5,000 回まで応答します。トークンはシステムのキーチェーンにだけ保存し、GitHub にだけ送ります。そのための権限は不要です。公開には権限が必要です：「porticoctl help github」を見てください。</translation>
    </message>
    <message>
        <source>Read it from standard input and keep it.</source>
        <translation>標準入力から読んで保存する。</translation>
    </message>
    <message>
        <source>Remove it from the keychain.</source>
        <translation>キーチェーンから削除する。</translation>
    </message>
</context>
<context>
    <name>portico::cli::UpdateCommand</name>
    <message>
        <source>“%1” says nothing about packages.</source>
        <translation>「%1」はパッケージの指定ではありません。</translation>
    </message>
    <message>
        <source>Write auto, newest or as-of-version.</source>
        <translation>auto、newest、as-of-version のどれかを書いてください。</translation>
    </message>
    <message>
        <source>More than one of --to, --ref and --track is given.</source>
        <translation>--to、--ref、--track のうち二つ以上が指定されています。</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <translation>どれか一つだけを指定してください。</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>「%1」はトラックではありません。</translation>
    </message>
    <message>
        <source>Write stable or latest.</source>
        <translation>stable か latest を書いてください。</translation>
    </message>
    <message>
        <source>Nobody tells which releases of ComfyUI there are.</source>
        <translation>ComfyUI のどのリリースがあるかが分かりません。</translation>
    </message>
    <message>
        <source>Name a version: --to.</source>
        <translation>バージョンを指定してください：--to。</translation>
    </message>
    <message>
        <source>“%1” is like that already: nothing is to be done.</source>
        <translation>「%1」はすでにその状態で、することはありません。</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>何も変更していません。実行するには --yes を付けてください。</translation>
    </message>
    <message>
        <source>“%1” is at ComfyUI %2, and %3 has nothing newer.</source>
        <translation>「%1」は ComfyUI %2 で、%3 にこれより新しいものはありません。</translation>
    </message>
    <message>
        <source>Update ComfyUI</source>
        <translation>ComfyUI を更新</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
    <message>
        <source>A release, such as 0.34.0.</source>
        <translation>0.34.0 などのリリース。</translation>
    </message>
    <message>
        <source>A tag, branch or commit.</source>
        <translation>タグ、ブランチ、コミット。</translation>
    </message>
    <message>
        <source>The release of that track, stable or latest; without a version, of the one that the install is set to.</source>
        <translation>そのトラック（stable または latest）のリリース。バージョンを省くと、インストールに設定されたトラックのもの。</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository or a fork of it (default: where this one came from).</source>
        <translation>ComfyUI またはそのフォークのリポジトリ（既定：今のものの入手元）。</translation>
    </message>
    <message>
        <source>Torch for another accelerator: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu.</source>
        <translation>別のアクセラレーター用の torch：cu130、cu128、cu126、rocm7.2、xpu、mps、cpu。</translation>
    </message>
    <message>
        <source>Which packages count where new ones are needed: newest, as-of-version, or auto (default: as-of-version when that ComfyUI is older than a month).</source>
        <translation>新しいパッケージが必要な場合にどれを使うか：newest、as-of-version、auto（既定：その ComfyUI が一か月より古ければ as-of-version）。</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code.</source>
        <translation>完成済みビルドのないパッケージを構築する（そのコードが実行される）。</translation>
    </message>
    <message>
        <source>Only say it, as without --yes.</source>
        <translation>示すだけにする（--yes なしと同じ）。</translation>
    </message>
    <message>
        <source>Really do it.</source>
        <translation>実際に行う。</translation>
    </message>
    <message>
        <source>--sha256 says which bundle it must be, and none is given.</source>
        <translation>--sha256 はバンドルを特定するものですが、バンドルが指定されていません。</translation>
    </message>
    <message>
        <source>Give it with --bundle.</source>
        <translation>--bundle で指定してください。</translation>
    </message>
    <message>
        <source>A bundle brings ComfyUI, Python and torch: --%1 says nothing about it.</source>
        <translation>ComfyUI、Python、torch はバンドルに付属します。--%1 はバンドルには使えません。</translation>
    </message>
    <message>
        <source>Give one of both.</source>
        <translation>どちらか一方だけを指定してください。</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>「%1」は SHA-256 ではありません。</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>16 進数 64 桁を指定してください。</translation>
    </message>
    <message>
        <source>Change an install&apos;s ComfyUI, torch or Python; says first what changes</source>
        <translation>インストールの ComfyUI、torch、Python を変更する。先に、何が変わるかを示す</translation>
    </message>
    <message>
        <source>Builds a new generation beside the old one: Python shared, ComfyUI at that version, its packages with as few changes as possible, the packages of node packs anew. It is started once as a test, and once more for the install&apos;s test workflows, then switched to; where that fails, the old one stays as it is. “porticoctl rollback” goes back at once. With --accelerator, --torch or --python and without a version, the ComfyUI stays that it is. With --bundle, ComfyUI, Python and torch are those of the bundle, which is fetched, checked and unpacked before it can be said what changes.</source>
        <translation>古い世代と並べて新しい世代を構築します。Python は共有し、ComfyUI はそのバージョンに、そのパッケージはできるだけ少ない変更で、ノードパックのパッケージは新しくします。試しに一度起動し、インストールのテストワークフローのためにもう一度起動してから切り替えます。失敗すれば、古いものがそのまま残ります。「porticoctl rollback」ですぐに戻せます。バージョンなしで --accelerator、--torch、--python を付けると、ComfyUI は今のままです。--bundle を付けると、ComfyUI、Python、torch はバンドルのものになります。何が変わるかを示す前に、バンドルを取得、検証、展開します。</translation>
    </message>
    <message>
        <source>Another torch for the same accelerator, such as 2.9.1.</source>
        <translation>同じアクセラレーター用の別の torch（2.9.1 など）。</translation>
    </message>
    <message>
        <source>Another Python, with every package put in anew: a version such as 3.12, or the path of an interpreter.</source>
        <translation>別の Python。すべてのパッケージを入れ直す。3.12 などのバージョン、またはインタープリターのパス。</translation>
    </message>
    <message>
        <source>ComfyUI and Python of this one: its id in the catalogue, or a file, folder or address.</source>
        <translation>このバンドルの ComfyUI と Python を使う。カタログの ID、またはファイル、フォルダー、アドレス。</translation>
    </message>
    <message>
        <source>A file or address must have this SHA-256.</source>
        <translation>ファイルまたはアドレスの内容が、この SHA-256 でなければならない。</translation>
    </message>
</context>
<context>
    <name>portico::cli::UpdateLines</name>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>It shares %1 with the one before.</source>
        <translation>%1 を前のものと共有します。</translation>
    </message>
    <message>
        <source>%1 were copied: files cannot be shared on this disk.</source>
        <translation>%1 をコピーしました。このディスクではファイルを共有できません。</translation>
    </message>
    <message>
        <source>an unknown version</source>
        <translation>不明なバージョン</translation>
    </message>
    <message>
        <source>ComfyUI  %1 stays</source>
        <translation>ComfyUI  %1 のまま</translation>
    </message>
    <message>
        <source>from %1, %2</source>
        <translation>%1 から、%2</translation>
    </message>
    <message>
        <source>Accelerator  %1 → %2</source>
        <translation>アクセラレーター  %1 → %2</translation>
    </message>
    <message>
        <source>What ComfyUI asks for:</source>
        <translation>ComfyUI が求めるもの：</translation>
    </message>
    <message>
        <source>Packages of its Python:</source>
        <translation>Python のパッケージ：</translation>
    </message>
    <message>
        <source>The packages of its Python stay as they are.</source>
        <translation>Python のパッケージは今のままです。</translation>
    </message>
    <message>
        <source>This is an older ComfyUI than now.</source>
        <translation>今より古い ComfyUI です。</translation>
    </message>
    <message>
        <source>Does not go together: %1</source>
        <translation>両立しません：%1</translation>
    </message>
    <message>
        <source>Test workflows before the switch: %1.</source>
        <translation>切り替え前のテストワークフロー：%1。</translation>
    </message>
    <message>
        <source>The packages of node packs are planned anew for it, it is started once as a test, and the old one stays.</source>
        <translation>ノードパックのパッケージをそれに合わせて計画し直し、試しに一度起動します。古いものは残ります。</translation>
    </message>
    <message>
        <source>Generation %1 is there. “%2” is running and stays at %3: stop it, then go over by “porticoctl rollback %4 --to %1”.</source>
        <translation>世代 %1 ができました。「%2」は実行中で %3 のままです。停止してから「porticoctl rollback %4 --to %1」で切り替えてください。</translation>
    </message>
    <message>
        <source>Back again: porticoctl rollback %1.</source>
        <translation>元に戻すには：porticoctl rollback %1。</translation>
    </message>
    <message>
        <source>Python  %1 → %2, with all of its packages put in anew</source>
        <translation>Python  %1 → %2、すべてのパッケージを入れ直し</translation>
    </message>
    <message>
        <source>Python  %1 → %2</source>
        <translation>Python  %1 → %2</translation>
    </message>
    <message>
        <source>Its packages are of the same versions as now.</source>
        <translation>パッケージは今と同じバージョンです。</translation>
    </message>
</context>
<context>
    <name>portico::cli::VendorCommand</name>
    <message>
        <source>Export what is kept for offline</source>
        <translation>オフライン用に保管したものをエクスポート</translation>
    </message>
    <message>
        <source>%1 is in %2, %3.</source>
        <translation>%1 は %2 にあります（%3）。</translation>
    </message>
    <message>
        <source>Import what was kept for offline elsewhere</source>
        <translation>ほかでオフライン用に保管したものをインポート</translation>
    </message>
    <message numerus="yes">
        <source>%1 is kept here now: %n files, %2. Make an install of it with “porticoctl vendor rebuild %1 --yes”.</source>
        <translation>
            <numerusform>%1 をここに保管しました：%n 個のファイル、%2。「porticoctl vendor rebuild %1 --yes」でインストールを作れます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Usage: porticoctl vendor %1 %2</source>
        <translation>使い方：porticoctl vendor %1 %2</translation>
    </message>
    <message>
        <source>“vendor %1” needs more than was given.</source>
        <translation>「vendor %1」に必要なものが足りません。</translation>
    </message>
    <message>
        <source>“vendor %1” takes no “%2”.</source>
        <translation>「vendor %1」に「%2」は使えません。</translation>
    </message>
    <message>
        <source>“vendor %1” takes no “--%2”.</source>
        <translation>「vendor %1」に「--%2」は使えません。</translation>
    </message>
    <message>
        <source>Keep for offline: all that an install is made of comes into the library&apos;s store, so that it can be made again without a network, whatever becomes of where its parts came from: ComfyUI with its Python, node packs with their history, the packages of the layer, isolated environments. “vendor &lt;install&gt;” is “vendor keep &lt;install&gt;”. Each file is compared with what promises it, and what cannot be kept is named with its reason. &lt;library&gt;/store/vendored/&lt;id&gt;/SHA256SUMS is for “sha256sum -c”, run in that folder. “verify” compares all of it before anything is replaced; “rebuild” makes a new install of it with no network at all, and compares each part with the first build; “check-upstream” tells what is gone or is another where it came from, and changes nothing. “export” makes one file of it, which “import” takes into another computer&apos;s library. What is kept stays until “remove”. Nothing changes without --yes: first it is shown what would.</source>
        <translation>オフライン用に保管：インストールを構成するものをすべてライブラリのストアに入れ、部品の入手元がどうなっても、ネットワークなしで作り直せるようにします。ComfyUI とその Python、ノードパックとその履歴、レイヤーのパッケージ、分離環境が対象です。「vendor &lt;install&gt;」は「vendor keep &lt;install&gt;」と同じです。各ファイルを、その内容を保証するものと照合し、保管できないものは理由を添えて示します。&lt;library&gt;/store/vendored/&lt;id&gt;/SHA256SUMS は、そのフォルダーで実行する「sha256sum -c」用です。「verify」は、何かを置き換える前に全体を照合します。「rebuild」は、ネットワークをまったく使わずに新しいインストールを作り、各部分を最初の構築と比較します。「check-upstream」は、入手元でなくなったもの、変わったものを示し、何も変更しません。「export」は一つのファイルにまとめ、「import」はそれを別のコンピューターのライブラリに入れます。保管したものは「remove」まで残ります。--yes がなければ何も変更せず、何が変わるかを先に示します。</translation>
    </message>
    <message>
        <source>Keep an install for offline, verify it, rebuild it</source>
        <translation>インストールをオフライン用に保管、検証、再構築</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>行うこと。</translation>
    </message>
    <message>
        <source>A snapshot to keep, instead of the install as it is now.</source>
        <translation>今のインストールの代わりに保管するスナップショット。</translation>
    </message>
    <message>
        <source>Have what is damaged or lacking again.</source>
        <translation>破損しているもの、足りないものを入手し直す。</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>接続に使うポート。</translation>
    </message>
    <message>
        <source>What the new install is called.</source>
        <translation>新しいインストールの名前。</translation>
    </message>
    <message>
        <source>Rebuild also where something could not be kept.</source>
        <translation>保管できなかったものがあっても再構築する。</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>何が行われるかを示すだけにする。</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>実際に行う。付けなければ表示だけを行う。</translation>
    </message>
    <message>
        <source>is kept already</source>
        <translation>保管済みです</translation>
    </message>
    <message>
        <source>has to be fetched</source>
        <translation>取得が必要</translation>
    </message>
    <message>
        <source>is here</source>
        <translation>ここにあります</translation>
    </message>
    <message>
        <source>%1 to keep, before it is packed.</source>
        <translation>保管するもの：圧縮前で %1。</translation>
    </message>
    <message>
        <source>Nothing was kept. Do it with --yes.</source>
        <translation>何も保管していません。実行するには --yes を付けてください。</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is kept for offline as %2: %n files, %3.</source>
        <translation>
            <numerusform>「%1」を %2 としてオフライン用に保管しました：%n 個のファイル、%3。</numerusform>
        </translation>
    </message>
    <message>
        <source>Manifest %1</source>
        <translation>マニフェスト %1</translation>
    </message>
    <message>
        <source>Keep for offline</source>
        <translation>オフライン用に保管</translation>
    </message>
    <message>
        <source>List what is kept for offline</source>
        <translation>オフライン用に保管したものを一覧</translation>
    </message>
    <message>
        <source>Nothing is kept for offline yet.</source>
        <translation>オフライン用に保管したものはまだありません。</translation>
    </message>
    <message>
        <source>Let go of what is kept for offline</source>
        <translation>オフライン用の保管をやめる</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>何も削除していません。実行するには --yes を付けてください。</translation>
    </message>
    <message>
        <source>%1 were freed. Packages that nothing else needs go with “porticoctl clean”.</source>
        <translation>%1 を空けました。ほかに必要とするもののないパッケージは「porticoctl clean」で消えます。</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n 個のファイル</numerusform>
        </translation>
    </message>
    <message>
        <source>(not finished: keep it again)</source>
        <translation>（未完了：もう一度保管してください）</translation>
    </message>
    <message numerus="yes">
        <source>(%n parts are lacking)</source>
        <translation>
            <numerusform>（%n 個の部分が足りません）</numerusform>
        </translation>
    </message>
    <message>
        <source>Not kept: %1, %2. %3</source>
        <translation>保管していません：%1、%2。%3</translation>
    </message>
    <message>
        <source>there as it was</source>
        <translation>元のままです</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>なくなりました</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>変わりました</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>What is kept for offline is not touched by that.</source>
        <translation>オフライン用に保管したものには影響しません。</translation>
    </message>
    <message>
        <source>Ask where it came from</source>
        <translation>入手元に問い合わせ</translation>
    </message>
    <message>
        <source>missing: %1 (%2)</source>
        <translation>なし：%1（%2）</translation>
    </message>
    <message>
        <source>damaged: %1 (%2)</source>
        <translation>破損：%1（%2）</translation>
    </message>
    <message>
        <source>%1: keeping it was interrupted; keep it again.</source>
        <translation>%1：保管が中断されました。もう一度保管してください。</translation>
    </message>
    <message numerus="yes">
        <source>%1: all %n files are as they were kept, %2.</source>
        <translation>
            <numerusform>%1：%n 個のファイルすべてが、保管されたときのままです（%2）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Verify what is kept for offline</source>
        <translation>オフライン用に保管したものを検証</translation>
    </message>
    <message>
        <source>“%1” is rebuilt of %2.</source>
        <translation>「%1」を %2 から再構築しました。</translation>
    </message>
    <message>
        <source>Manifest %1, the same as at first.</source>
        <translation>マニフェスト %1、最初のものと同じです。</translation>
    </message>
    <message>
        <source>Manifest %1; at first it was %2.</source>
        <translation>マニフェスト %1、最初のものは %2 でした。</translation>
    </message>
    <message>
        <source>Nothing was rebuilt. Do it with --yes.</source>
        <translation>何も再構築していません。実行するには --yes を付けてください。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>「%1」はポートではありません。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>8188 など、1 から 65535 までの数を選んでください。</translation>
    </message>
    <message>
        <source>Rebuild from what is kept for offline</source>
        <translation>オフライン用に保管したものから再構築</translation>
    </message>
</context>
<context>
    <name>portico::cli::VerifyCommand</name>
    <message>
        <source>Verify the packages</source>
        <translation>パッケージの検証</translation>
    </message>
    <message>
        <source>What would be done: porticoctl repair &lt;install&gt; --dry-run</source>
        <translation>何が行われるか：porticoctl repair &lt;install&gt; --dry-run</translation>
    </message>
    <message>
        <source>Say whether something broke the Python packages of an install</source>
        <translation>インストールの Python パッケージが壊れていないかを示す</translation>
    </message>
    <message>
        <source>Reads files only: nothing is started or changed, also while ComfyUI runs. Exit code 0: clean (there may be remarks); 1: contaminated, with what repairs it; 4: there is no such install. Without a name it looks at all of them.</source>
        <translation>ファイルを読むだけで、何も起動も変更もせず、ComfyUI の実行中でも使えます。終了コード 0：問題なし（注記があることもある）、1：汚染あり（修復方法を示す）、4：そのインストールがない。名前を省くとすべてを調べます。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>ID または名前。</translation>
    </message>
</context>
<context>
    <name>portico::cli::VersionsCommand</name>
    <message>
        <source>Show the notes of this one.</source>
        <translation>このリリースのリリースノートを表示する。</translation>
    </message>
    <message>
        <source>Ask GitHub for what is new.</source>
        <translation>新しいものがないか、GitHub に問い合わせる。</translation>
    </message>
    <message>
        <source>Show what is kept; ask nobody.</source>
        <translation>保存済みのものを表示し、どこにも問い合わせない。</translation>
    </message>
    <message>
        <source>prerelease</source>
        <translation>プレリリース</translation>
    </message>
    <message>
        <source>As it was %1.</source>
        <translation>%1 の時点。</translation>
    </message>
    <message>
        <source>There is no release “%1” of ComfyUI in the list.</source>
        <translation>一覧に ComfyUI のリリース「%1」はありません。</translation>
    </message>
    <message>
        <source>“porticoctl versions” lists those that are known.</source>
        <translation>知られているものは「porticoctl versions」で一覧できます。</translation>
    </message>
    <message>
        <source>Read the versions</source>
        <translation>バージョンの読み込み</translation>
    </message>
    <message>
        <source>List the releases of ComfyUI, with the stable and latest one</source>
        <translation>ComfyUI のリリースを、安定版と最新版を示して一覧</translation>
    </message>
    <message>
        <source>“latest” is the newest release; “stable” stays one line behind it until the line is two weeks old, and has its last patch.</source>
        <translation>「latest」は最新のリリースです。「stable」は一系列遅れ、新しい系列が二週間たって最後のパッチが出るまで待ちます。</translation>
    </message>
</context>
</TS>
