<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>main</name>
    <message>
        <source>Downloads, checks, unpacks, starts and watches portable ComfyUI.</source>
        <translation>下载、检查、解压、启动并监控便携版 ComfyUI。</translation>
    </message>
    <message>
        <source>The folder that holds the installs.</source>
        <translation>存放各实例的文件夹。</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Look for unfinished work</source>
        <translation>查找未完成的工作</translation>
    </message>
    <message>
        <source>A bundle to add: a file, folder or address; or a recipe, snapshot, list of builds or portico:// link.</source>
        <translation>要添加的整合包：文件、文件夹或地址；也可以是配方、快照、构建版本列表或 portico:// 链接。</translation>
    </message>
    <message>
        <source>Start without the window, where the system tray shows Portico.</source>
        <translation>如果系统托盘显示 Portico，则启动时不显示窗口。</translation>
    </message>
    <message>
        <source>Close what uses it; Portico tries again at its next start.</source>
        <translation>请关闭正在使用它的程序；Portico 会在下次启动时再次尝试。</translation>
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
        <translation>torch %1 和 CUDA %2</translation>
    </message>
    <message>
        <source>no torch</source>
        <translation>没有 torch</translation>
    </message>
    <message>
        <source>torch %1 (%2)</source>
        <translation>torch %1（%2）</translation>
    </message>
    <message>
        <source>%1 is compiled for one torch and one CUDA, and there is no wheel of it for %2.</source>
        <translation>%1 是针对特定的 torch 和 CUDA 编译的，没有适用于 %2 的 wheel。</translation>
    </message>
    <message>
        <source>The wheel of %1 does not say which torch it is made for; this install has %2.</source>
        <translation>%1 的 wheel 没有说明适用于哪个 torch；此实例使用 %2。</translation>
    </message>
    <message>
        <source>%1 is made for %2; this install has %3.</source>
        <translation>%1 适用于 %2；此实例使用 %3。</translation>
    </message>
</context>
<context>
    <name>portico::Absorb</name>
    <message>
        <source>Nothing was added to “%1” that a layer could hold.</source>
        <translation>没有向“%1”添加任何可以放进层里的内容。</translation>
    </message>
    <message>
        <source>Put back what was changed instead.</source>
        <translation>改为把被更改的内容恢复原样。</translation>
    </message>
    <message>
        <source>Absorbed</source>
        <translation>已吸纳</translation>
    </message>
</context>
<context>
    <name>portico::AddBundle</name>
    <message>
        <source>The archive has %1; %2 are free for unpacking it.</source>
        <translation>压缩包大小为 %1；可用于解压的空间为 %2。</translation>
    </message>
    <message>
        <source>The file %1 changed while it was unpacked.</source>
        <translation>文件 %1 在解压过程中发生了变化。</translation>
    </message>
    <message>
        <source>Wait until nothing writes it, then try again.</source>
        <translation>请等到没有程序写入它，然后重试。</translation>
    </message>
    <message numerus="yes">
        <source>Unpacked %n files, %1; with the archive %2 at most.</source>
        <translation>
            <numerusform>已解压 %n 个文件，共 %1；连同压缩包最多占用 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>This bundle has a virtual environment, which works only in the place where it was made.</source>
        <translation>此整合包带有虚拟环境，只能在创建它的位置使用。</translation>
    </message>
    <message>
        <source>Unpack it yourself where it belongs and add it as an existing folder.</source>
        <translation>请自行将它解压到应在的位置，再作为现有文件夹添加。</translation>
    </message>
    <message>
        <source>Recognised: %1, ComfyUI %2, Python %3, torch %4.</source>
        <translation>已识别：%1，ComfyUI %2，Python %3，torch %4。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>unpacking %1</source>
        <translation>正在解压 %1</translation>
    </message>
    <message>
        <source>The SHA-256 is the published one: %1.</source>
        <translation>SHA-256 与公布的一致：%1。</translation>
    </message>
    <message>
        <source>Not verified: no published SHA-256 is known. This one has %1.</source>
        <translation>未校验：没有已公布的 SHA-256。此文件的是 %1。</translation>
    </message>
    <message>
        <source>The library folder %1 cannot be written.</source>
        <translation>库文件夹 %1 无法写入。</translation>
    </message>
    <message>
        <source>Choose another library folder.</source>
        <translation>请选择其他库文件夹。</translation>
    </message>
    <message>
        <source>Not verified: a folder has no published SHA-256.</source>
        <translation>未校验：文件夹没有已公布的 SHA-256。</translation>
    </message>
</context>
<context>
    <name>portico::AddSteps</name>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>解压</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>配置</translation>
    </message>
</context>
<context>
    <name>portico::AddedBundle</name>
    <message>
        <source>%1 says %2 %3; its files say %4, and they count.</source>
        <translation>%1 中写的是 %2 %3；它的文件表明是 %4，以文件为准。</translation>
    </message>
    <message>
        <source>the accelerator</source>
        <translation>加速器</translation>
    </message>
    <message>
        <source>Where the node pack “%1” came from is not taken over: %2 is no address and commit of a repository.</source>
        <translation>不采用节点包“%1”的来源记录：%2 不是仓库的地址和提交。</translation>
    </message>
    <message>
        <source>The list of files is not the one that %1 names.</source>
        <translation>文件列表与 %1 所指明的不一致。</translation>
    </message>
    <message>
        <source>Get the bundle again.</source>
        <translation>请重新获取该整合包。</translation>
    </message>
    <message>
        <source>What the bundle says of itself is not taken over: %1</source>
        <translation>不采用整合包的自述信息：%1</translation>
    </message>
    <message>
        <source>ComfyUI starts with what the bundle says: %1.</source>
        <translation>ComfyUI 按整合包指定的参数启动：%1。</translation>
    </message>
    <message>
        <source>What the bundle says for ComfyUI&apos;s start is left out, because it is for the person to choose: %1.</source>
        <translation>整合包为 ComfyUI 的启动指定的以下内容已略去，因为应由使用者自己选择：%1。</translation>
    </message>
</context>
<context>
    <name>portico::AdoptFolder</name>
    <message>
        <source>The folder %1 belongs to the install “%2” already.</source>
        <translation>文件夹 %1 已属于实例“%2”。</translation>
    </message>
    <message>
        <source>Use that install, or choose another folder.</source>
        <translation>请使用该实例，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>adding the folder %1</source>
        <translation>正在添加文件夹 %1</translation>
    </message>
</context>
<context>
    <name>portico::AnymatixSource</name>
    <message>
        <source>Anymatix releases</source>
        <translation>Anymatix 发行版</translation>
    </message>
    <message>
        <source>Anymatix releases of %1</source>
        <translation>%1 的 Anymatix 发行版</translation>
    </message>
    <message>
        <source>Anymatix portable ComfyUI %1 for %2</source>
        <translation>Anymatix 便携版 ComfyUI %1，适用于 %2</translation>
    </message>
</context>
<context>
    <name>portico::AppUpdate</name>
    <message>
        <source>This build of Portico has no key to tell real updates by, so it looks for none.</source>
        <translation>此 Portico 构建版本没有用于辨别真实更新的密钥，因此不会查找更新。</translation>
    </message>
    <message>
        <source>Fetch a newer Portico from where you got this one.</source>
        <translation>请从获取此 Portico 的地方获取较新的 Portico。</translation>
    </message>
    <message>
        <source>Look for updates</source>
        <translation>查找更新</translation>
    </message>
    <message>
        <source>Portico is not replaced while a session runs: %1.</source>
        <translation>会话运行期间不会替换 Portico：%1。</translation>
    </message>
    <message>
        <source>Stop it, then try again. What was downloaded is kept.</source>
        <translation>请停止它，然后重试。已下载的内容会保留。</translation>
    </message>
    <message>
        <source>The update changed on this computer after it was fetched; it was not used.</source>
        <translation>更新在获取之后在这台计算机上发生了变化；没有使用它。</translation>
    </message>
    <message>
        <source>Try again. If it happens again, check the disk.</source>
        <translation>请重试。如果再次发生，请检查磁盘。</translation>
    </message>
    <message>
        <source>The installer could not be started: %1.</source>
        <translation>无法启动安装程序：%1。</translation>
    </message>
    <message>
        <source>Open it yourself: %1.</source>
        <translation>请自行打开它：%1。</translation>
    </message>
    <message>
        <source>updating Portico</source>
        <translation>正在更新 Portico</translation>
    </message>
    <message>
        <source>This Portico was installed by %1, which updates it, too.</source>
        <translation>此 Portico 通过 %1 安装，也由其更新。</translation>
    </message>
    <message>
        <source>This Portico was unpacked or built by hand, so it does not replace itself.</source>
        <translation>此 Portico 是手动解压或构建的，因此不会替换自身。</translation>
    </message>
    <message>
        <source>Fetch the newer one in the same way.</source>
        <translation>请以同样的方式获取较新的版本。</translation>
    </message>
    <message>
        <source>Run “flatpak update”.</source>
        <translation>请运行“flatpak update”。</translation>
    </message>
    <message>
        <source>Run “snap refresh”.</source>
        <translation>请运行“snap refresh”。</translation>
    </message>
    <message>
        <source>the system&apos;s packages (%1)</source>
        <translation>系统的软件包（%1）</translation>
    </message>
    <message>
        <source>Update it as you update the system.</source>
        <translation>请像更新系统那样更新它。</translation>
    </message>
    <message>
        <source>Put it in place</source>
        <translation>放置到位</translation>
    </message>
    <message>
        <source>%1 could not be replaced and is as it was.</source>
        <translation>无法替换 %1，它保持原样。</translation>
    </message>
    <message>
        <source>%1 sends the update so slowly that it would never end.</source>
        <translation>%1 发送更新过慢，永远无法完成。</translation>
    </message>
    <message>
        <source>Try again later or in another network; what came is kept.</source>
        <translation>请稍后重试，或在其他网络中重试；已收到的部分会保留。</translation>
    </message>
    <message>
        <source>This build of Portico was given update keys that cannot be used.</source>
        <translation>此 Portico 构建版本带有的更新密钥无法使用。</translation>
    </message>
    <message>
        <source>Install a Portico that was made by its authors.</source>
        <translation>请安装由 Portico 作者制作的 Portico。</translation>
    </message>
    <message>
        <source>What Portico&apos;s authors say about updates is nothing that this version understands.</source>
        <translation>此版本无法理解 Portico 作者提供的更新信息。</translation>
    </message>
    <message>
        <source>Nothing was changed. Fetch the newest Portico from where you got this one.</source>
        <translation>没有更改任何内容。请从获取此 Portico 的地方获取最新的 Portico。</translation>
    </message>
    <message>
        <source>What the server says about updates was not signed by Portico&apos;s authors: somebody may have changed it on the way.</source>
        <translation>服务器提供的更新信息没有 Portico 作者的签名：它可能在传输途中被人更改。</translation>
    </message>
    <message>
        <source>What the server says about updates was valid until %1 only: it may hold newer ones back.</source>
        <translation>服务器提供的更新信息有效期仅到 %1：可能有较新的版本被隐瞒。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date. If it is right, try again in another network or tomorrow.</source>
        <translation>请检查这台计算机的日期。如果日期正确，请在其他网络中或明天重试。</translation>
    </message>
    <message>
        <source>What the server says about updates would be valid until %1, longer than is allowed.</source>
        <translation>服务器提供的更新信息有效期到 %1，超出了允许的期限。</translation>
    </message>
    <message>
        <source>The server offers something older than what it offered before: updates never go back.</source>
        <translation>服务器提供的版本比它以前提供的更旧：更新绝不会退回旧版本。</translation>
    </message>
    <message>
        <source>The signatures of the update cannot be read.</source>
        <translation>无法读取更新的签名。</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again tomorrow; if it stays, tell the authors of Portico.</source>
        <translation>没有更改任何内容。请明天重试；如果问题仍然存在，请告知 Portico 的作者。</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again in another network; if it stays, tell the authors of Portico.</source>
        <translation>没有更改任何内容。请在其他网络中重试；如果问题仍然存在，请告知 Portico 的作者。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date. If it is right, tell the authors of Portico.</source>
        <translation>请检查这台计算机的日期。如果日期正确，请告知 Portico 的作者。</translation>
    </message>
</context>
<context>
    <name>portico::ApplySite</name>
    <message>
        <source>“%1” runs, so it cannot go to its version of ComfyUI now.</source>
        <translation>“%1”正在运行，现在无法切换到指定的 ComfyUI 版本。</translation>
    </message>
    <message>
        <source>“%1” went away meanwhile.</source>
        <translation>“%1”在此期间消失了。</translation>
    </message>
    <message>
        <source>Apply the file again.</source>
        <translation>请再次应用该文件。</translation>
    </message>
    <message>
        <source>“%1” is being made.</source>
        <translation>正在创建“%1”。</translation>
    </message>
    <message>
        <source>“%1” is there.</source>
        <translation>“%1”已就位。</translation>
    </message>
    <message>
        <source>“%1” is at ComfyUI %2.</source>
        <translation>“%1”的 ComfyUI 版本已是 %2。</translation>
    </message>
    <message>
        <source>“%1” has an install.py, which does not run by itself: porticoctl nodes run-script.</source>
        <translation>“%1”带有 install.py，它不会自行运行：porticoctl nodes run-script。</translation>
    </message>
    <message>
        <source>Node packs, their packages and settings of “%1” are as declared.</source>
        <translation>“%1”的节点包、软件包和设置与声明一致。</translation>
    </message>
    <message>
        <source>There is no install “%1”, and the file does not say what to make it of.</source>
        <translation>没有实例“%1”，该文件也没有说明用什么来创建它。</translation>
    </message>
    <message>
        <source>Give it a &quot;from&quot; with one of bundle, catalogue and kept.</source>
        <translation>请为它添加 &quot;from&quot;，其中写明 bundle、catalogue 和 kept 之一。</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>目录中没有整合包“%1”。</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>“porticoctl catalogue --all”会列出全部整合包。</translation>
    </message>
    <message>
        <source>%1 holds %2, and the file declares %3.</source>
        <translation>%1 中是 %2，而该文件声明的是 %3。</translation>
    </message>
    <message>
        <source>Export the declared one: porticoctl vendor export.</source>
        <translation>请导出所声明的那个：porticoctl vendor export。</translation>
    </message>
    <message>
        <source>Stop it, then apply the file again: the new version is built already.</source>
        <translation>请停止它，然后再次应用该文件：新版本已经构建好。</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveError</name>
    <message>
        <source>%1 was refused because of its entry “%2”: %3.</source>
        <translation>%1 因其中的条目“%2”而被拒绝：%3。</translation>
    </message>
    <message>
        <source>Get the bundle from a source that you trust; do not unpack this file.</source>
        <translation>请从可信的来源获取整合包；不要解压此文件。</translation>
    </message>
    <message>
        <source>%1 was refused: %2.</source>
        <translation>%1 被拒绝：%2。</translation>
    </message>
    <message>
        <source>%1 is an incomplete download: its end is missing.</source>
        <translation>%1 没有下载完整：缺少末尾部分。</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>请重新下载。</translation>
    </message>
    <message>
        <source>%1 is damaged: bytes in it are not what they were.</source>
        <translation>%1 已损坏：其中的字节与原来不同。</translation>
    </message>
    <message>
        <source>%1 cannot be unpacked: %2.</source>
        <translation>%1 无法解压：%2。</translation>
    </message>
    <message>
        <source>it is protected by a password</source>
        <translation>它受密码保护</translation>
    </message>
    <message>
        <source>Unpack it with its own program and add the folder instead.</source>
        <translation>请用相应的程序解压，然后添加解压出的文件夹。</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveHandle</name>
    <message>
        <source>unpacking it takes too much memory</source>
        <translation>解压它需要过多内存</translation>
    </message>
    <message>
        <source>it uses a method that Portico does not know</source>
        <translation>它使用了 Portico 不认识的压缩方法</translation>
    </message>
    <message>
        <source>Pack it again with the usual settings, or unpack it with its own program and add the folder instead.</source>
        <translation>请用常规设置重新打包，或用相应的程序解压后添加文件夹。</translation>
    </message>
    <message>
        <source>there is no tar in it</source>
        <translation>其中没有 tar</translation>
    </message>
    <message>
        <source>Choose a bundle as zip, 7z, tar, tar.gz, tar.xz or tar.zst.</source>
        <translation>请选择 zip、7z、tar、tar.gz、tar.xz 或 tar.zst 格式的整合包。</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveKind</name>
    <message>
        <source>it is a web page, not an archive</source>
        <translation>它是网页，不是压缩包</translation>
    </message>
    <message>
        <source>it is a text with a server&apos;s answer, not an archive</source>
        <translation>它是服务器返回的文本，不是压缩包</translation>
    </message>
    <message>
        <source>it is a program, not an archive</source>
        <translation>它是程序，不是压缩包</translation>
    </message>
    <message>
        <source>it is a RAR archive</source>
        <translation>它是 RAR 压缩包</translation>
    </message>
    <message>
        <source>it is compressed by bzip2</source>
        <translation>它是用 bzip2 压缩的</translation>
    </message>
    <message>
        <source>it is a cabinet archive</source>
        <translation>它是 cabinet 压缩包</translation>
    </message>
    <message>
        <source>it is a Debian package or a library</source>
        <translation>它是 Debian 软件包或程序库</translation>
    </message>
    <message>
        <source>it is a disc image</source>
        <translation>它是光盘映像</translation>
    </message>
    <message>
        <source>it is no archive that Portico knows</source>
        <translation>它不是 Portico 认识的压缩包</translation>
    </message>
    <message>
        <source>Choose a bundle as zip, 7z, tar, tar.gz, tar.xz or tar.zst; if this was downloaded, check its address.</source>
        <translation>请选择 zip、7z、tar、tar.gz、tar.xz 或 tar.zst 格式的整合包；如果是下载得来的，请检查下载地址。</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveWriter</name>
    <message>
        <source>%1 changed while it was being packed.</source>
        <translation>%1 在打包过程中发生了变化。</translation>
    </message>
    <message>
        <source>Close the programs that use the folder and try again.</source>
        <translation>请关闭正在使用该文件夹的程序，然后重试。</translation>
    </message>
    <message>
        <source>it is neither a file, a folder nor a link</source>
        <translation>它既不是文件，也不是文件夹或链接</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>打包</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 无法写入。</translation>
    </message>
    <message>
        <source>Check the folder that is packed and the free space, and try again.</source>
        <translation>请检查要打包的文件夹和可用空间，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::Artifacts</name>
    <message>
        <source>The artifact “%1” expired on %2: GitHub does not keep it any more.</source>
        <translation>构建产物“%1”已于 %2 过期：GitHub 不再保存它。</translation>
    </message>
    <message>
        <source>The artifact “%1” expired: GitHub does not keep it any more.</source>
        <translation>构建产物“%1”已过期：GitHub 不再保存它。</translation>
    </message>
    <message>
        <source>Run the workflow again: porticoctl github trigger. Bundles that are to last belong into a release.</source>
        <translation>请再次运行工作流：porticoctl github trigger。需要长期保留的整合包应放入发行版。</translation>
    </message>
    <message>
        <source>Run %1 left no artifacts.</source>
        <translation>运行 %1 没有留下构建产物。</translation>
    </message>
    <message>
        <source>Run %1 left no artifact “%2”.</source>
        <translation>运行 %1 没有留下构建产物“%2”。</translation>
    </message>
    <message>
        <source>See whether it is over, and whether its workflow uploads any.</source>
        <translation>请查看它是否已结束，以及它的工作流是否会上传构建产物。</translation>
    </message>
    <message>
        <source>It left: %1.</source>
        <translation>它留下了：%1。</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已经存在。</translation>
    </message>
    <message>
        <source>Choose another folder, or move it away.</source>
        <translation>请选择其他文件夹，或先把它移走。</translation>
    </message>
    <message>
        <source>looking at the artifact “%1”</source>
        <translation>正在查看构建产物“%1”</translation>
    </message>
    <message>
        <source>unpacking an artifact</source>
        <translation>正在解压构建产物</translation>
    </message>
    <message>
        <source>listing the artifacts of run %1</source>
        <translation>正在列出运行 %1 的构建产物</translation>
    </message>
</context>
<context>
    <name>portico::Authorities</name>
    <message>
        <source>Ask the administrator of your network for its certificate authority as a PEM file (“BEGIN CERTIFICATE”).</source>
        <translation>请向网络管理员索取 PEM 文件（“BEGIN CERTIFICATE”）形式的证书颁发机构证书。</translation>
    </message>
    <message>
        <source>%1 holds a private key, which nobody should hand out.</source>
        <translation>%1 含有私钥，私钥不应交给任何人。</translation>
    </message>
    <message>
        <source>%1 holds no certificate.</source>
        <translation>%1 中没有证书。</translation>
    </message>
    <message>
        <source>%1 holds the certificate of “%2”, which is a server&apos;s and no authority&apos;s.</source>
        <translation>%1 中是“%2”的证书，它属于服务器，而不是证书颁发机构。</translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <translation>%1，有效期至 %2</translation>
    </message>
</context>
<context>
    <name>portico::BaseLayerPath</name>
    <message>
        <source>The Python %1 has no folder for packages.</source>
        <translation>Python %1 没有存放软件包的文件夹。</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>请修复该实例，或重新安装。</translation>
    </message>
</context>
<context>
    <name>portico::BringVendored</name>
    <message>
        <source>Keeping “%1” was interrupted in %2, so it is not whole.</source>
        <translation>“%1”的保存在 %2 中被中断，因此不完整。</translation>
    </message>
    <message>
        <source>Keep it again there: porticoctl vendor.</source>
        <translation>请在那里重新保存：porticoctl vendor。</translation>
    </message>
    <message>
        <source>Nothing called “%1” is kept for offline in %2.</source>
        <translation>%2 中没有名为“%1”的离线保存内容。</translation>
    </message>
    <message>
        <source>Keep an install for offline: porticoctl vendor INSTALL --yes.</source>
        <translation>离线保存一个实例：porticoctl vendor INSTALL --yes。</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>现有：%1。</translation>
    </message>
    <message>
        <source>%1 is missing, without which nothing can be rebuilt.</source>
        <translation>缺少 %1，没有它就无法重建任何内容。</translation>
    </message>
    <message>
        <source>Copy the whole store of the library that keeps it.</source>
        <translation>请从保存它的库中复制整个存储区。</translation>
    </message>
    <message>
        <source>%1 is not the file that was kept: it is damaged.</source>
        <translation>%1 不是当初保存的文件：它已损坏。</translation>
    </message>
    <message>
        <source>Copy the store again from the library that keeps it.</source>
        <translation>请从保存它的库中重新复制存储区。</translation>
    </message>
    <message>
        <source>Bring what is kept</source>
        <translation>取来保存的内容</translation>
    </message>
    <message>
        <source>bringing “%1”</source>
        <translation>正在取来“%1”</translation>
    </message>
</context>
<context>
    <name>portico::BuildBundle</name>
    <message>
        <source>Check every file</source>
        <translation>检查每个文件</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>打包</translation>
    </message>
    <message>
        <source>making a bundle of it</source>
        <translation>正在制作它的整合包</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that it can do without were left out (%1).</source>
        <translation>
            <numerusform>略去了 %n 个非必需的文件（%1）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Tests that other code imports stay: %1.</source>
        <translation>被其他代码导入的测试会保留：%1。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of “%1” are not as they were installed: %2.</source>
        <translation>
            <numerusform>“%1”中有 %n 个文件与安装时不同：%2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Repair it first (“porticoctl repair %1”), or absorb what was changed.</source>
        <translation>请先修复它（“porticoctl repair %1”），或吸纳所做的更改。</translation>
    </message>
    <message>
        <source>a bundle of %1</source>
        <translation>%1 的整合包</translation>
    </message>
</context>
<context>
    <name>portico::BuildEnv</name>
    <message>
        <source>The environment “%1” could not be built.</source>
        <translation>无法构建环境“%1”。</translation>
    </message>
    <message>
        <source>The nodes of “%1” could not be started.</source>
        <translation>无法启动“%1”的节点。</translation>
    </message>
    <message>
        <source>building %1</source>
        <translation>正在构建 %1</translation>
    </message>
    <message>
        <source>“%1” is built by %2</source>
        <translation>“%1”正由 %2 构建</translation>
    </message>
    <message>
        <source>comfy-env itself is building “%1”.</source>
        <translation>comfy-env 自己正在构建“%1”。</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>请等它完成，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::BuildGeneration</name>
    <message>
        <source>ComfyUI could not be moved to %1.</source>
        <translation>无法将 ComfyUI 移动到 %1。</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version of ComfyUI.</source>
        <translation>“%1”保持原样。请尝试 ComfyUI 的其他版本。</translation>
    </message>
    <message>
        <source>Copy Python</source>
        <translation>复制 Python</translation>
    </message>
    <message>
        <source>Python could not be moved to %1.</source>
        <translation>无法将 Python 移动到 %1。</translation>
    </message>
    <message>
        <source>Close what may use its files, a virus scanner too, then try again.</source>
        <translation>请关闭可能正在使用其文件的程序（包括杀毒软件），然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::BuildLayer</name>
    <message>
        <source>These packages come from an address, a repository or a build, and nobody agreed to that yet: %1.</source>
        <translation>这些软件包来自某个地址、仓库或现场构建，还没有人对此表示同意：%1。</translation>
    </message>
    <message>
        <source>Agree to it, or leave out the node packs that need them.</source>
        <translation>请表示同意，或不安装需要它们的节点包。</translation>
    </message>
    <message>
        <source>A layer may not bring “%1”: torch and its family come from the base, always.</source>
        <translation>层不得带入“%1”：torch 及其相关软件包始终来自基础环境。</translation>
    </message>
    <message>
        <source>Plan again.</source>
        <translation>请重新制定方案。</translation>
    </message>
    <message>
        <source>an old layer</source>
        <translation>旧的层</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>软件包</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Try the packages</source>
        <translation>试用软件包</translation>
    </message>
    <message>
        <source>building the layer %1</source>
        <translation>正在构建层 %1</translation>
    </message>
</context>
<context>
    <name>portico::BuildRecipe</name>
    <message>
        <source>Look up the repositories</source>
        <translation>查询仓库</translation>
    </message>
    <message numerus="yes">
        <source>%n other need(s) cannot be met either.</source>
        <translation>
            <numerusform>另有 %n 项需求也无法满足。</numerusform>
        </translation>
    </message>
    <message>
        <source>Take one of these node packs out of the recipe, or another commit of it.</source>
        <translation>请从配方中去掉其中一个节点包，或改用它的其他提交。</translation>
    </message>
    <message>
        <source>Take one of these node packs out of the recipe, or leave a need out: &quot;without&quot;: [%1].</source>
        <translation>请从配方中去掉其中一个节点包，或略去一项需求：&quot;without&quot;: [%1]。</translation>
    </message>
    <message>
        <source>“%1” has an install.py, which was not run.</source>
        <translation>“%1”带有 install.py，没有运行它。</translation>
    </message>
    <message>
        <source>Its NumPy does not calculate with Apple&apos;s Accelerate, which is faster: that of NumPy 2 does on macOS 14 and newer.</source>
        <translation>它的 NumPy 不使用 Apple 更快的 Accelerate 进行计算：在 macOS 14 及更高版本上，NumPy 2 会使用。</translation>
    </message>
    <message>
        <source>The bundle that was made with this lock had another SHA-256: %1.</source>
        <translation>用此锁文件制作的整合包曾有另一个 SHA-256：%1。</translation>
    </message>
    <message>
        <source>a bundle of %1</source>
        <translation>%1 的整合包</translation>
    </message>
</context>
<context>
    <name>portico::BuildSource</name>
    <message>
        <source>“%1” could not be built on this computer.</source>
        <translation>无法在这台计算机上构建“%1”。</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it, or install a compiler and what its documentation asks for.</source>
        <translation>请略去需要它的节点包，或安装编译器及其文档要求的内容。</translation>
    </message>
    <message>
        <source>The source of “%1” cannot be unpacked.</source>
        <translation>无法解压“%1”的源代码。</translation>
    </message>
    <message>
        <source>“%1” looks for packages of the base while it is built: it is shown them.</source>
        <translation>“%1”在构建时会查找基础环境的软件包：已让它看到这些软件包。</translation>
    </message>
</context>
<context>
    <name>portico::BuildWheels</name>
    <message>
        <source>These packages come from an address, a repository or a build, and nobody agreed to that yet: %1.</source>
        <translation>这些软件包来自某个地址、仓库或现场构建，还没有人对此表示同意：%1。</translation>
    </message>
    <message>
        <source>Agree to it, or leave out the node packs that need them.</source>
        <translation>请表示同意，或不安装需要它们的节点包。</translation>
    </message>
    <message>
        <source>What was got for “%1” is the wheel of another package: %2.</source>
        <translation>为“%1”得到的是另一个软件包的 wheel：%2。</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it.</source>
        <translation>请略去需要它的节点包。</translation>
    </message>
    <message>
        <source>There is neither a wheel nor a source archive of “%1”.</source>
        <translation>“%1”既没有 wheel，也没有源代码包。</translation>
    </message>
    <message>
        <source>“%1” comes from a repository, which cannot be got here.</source>
        <translation>“%1”来自一个在此无法获取的仓库。</translation>
    </message>
    <message>
        <source>Build packages</source>
        <translation>构建软件包</translation>
    </message>
    <message>
        <source>building packages</source>
        <translation>正在构建软件包</translation>
    </message>
</context>
<context>
    <name>portico::BundleCatalogue</name>
    <message numerus="yes">
        <source>%1 did not answer within %n second(s).</source>
        <translation>
            <numerusform>%1 在 %n 秒内没有应答。</numerusform>
        </translation>
    </message>
    <message>
        <source>Check the connection, or ask again later.</source>
        <translation>请检查连接，或稍后再次查询。</translation>
    </message>
</context>
<context>
    <name>portico::BundleContent</name>
    <message>
        <source>%1 has no list of its files: another program made it.</source>
        <translation>%1 没有文件列表：它是由其他程序制作的。</translation>
    </message>
    <message>
        <source>Add it as an install, and compare that.</source>
        <translation>请把它添加为实例，再进行比较。</translation>
    </message>
    <message>
        <source>The list of files in %1 is not the one that its %2 names.</source>
        <translation>%1 中的文件列表与其 %2 所指明的不一致。</translation>
    </message>
    <message>
        <source>Get the bundle again, or build it again.</source>
        <translation>请重新获取该整合包，或重新构建它。</translation>
    </message>
    <message>
        <source>looking into a bundle</source>
        <translation>正在查看整合包</translation>
    </message>
</context>
<context>
    <name>portico::BundleFileName</name>
    <message>
        <source>it holds “%1”</source>
        <translation>它含有“%1”</translation>
    </message>
    <message>
        <source>it is longer than %1 characters</source>
        <translation>它超过 %1 个字符</translation>
    </message>
    <message>
        <source>it starts with no letter or digit</source>
        <translation>它不以字母或数字开头</translation>
    </message>
    <message>
        <source>%1 cannot be part of a file&apos;s name: %2.</source>
        <translation>%1 不能作为文件名的一部分：%2。</translation>
    </message>
    <message>
        <source>Use letters without accents, digits and “.”, “_”, “+”, “-”.</source>
        <translation>请使用不带重音的字母、数字以及“.”、“_”、“+”、“-”。</translation>
    </message>
</context>
<context>
    <name>portico::BundleLayout</name>
    <message>
        <source>nothing</source>
        <translation>什么也没有</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> 以及另外 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>This is no ComfyUI that Portico knows: it holds %1. Looked for, at the top and one folder deeper: python with ComfyUI (Anymatix), python_embeded with ComfyUI (official portable), standalone-env with ComfyUI (Comfy-Org), or ComfyUI with venv, .venv or python_embeded.</source>
        <translation>这不是 Portico 认识的 ComfyUI：其中有 %1。在顶层和下一层文件夹中查找过：python 与 ComfyUI（Anymatix）、python_embeded 与 ComfyUI（官方便携版）、standalone-env 与 ComfyUI（Comfy-Org），或 ComfyUI 与 venv、.venv 或 python_embeded。</translation>
    </message>
    <message>
        <source>Choose a portable ComfyUI bundle, or a folder with ComfyUI and its Python.</source>
        <translation>请选择便携版 ComfyUI 整合包，或包含 ComfyUI 及其 Python 的文件夹。</translation>
    </message>
    <message>
        <source>There is more than one ComfyUI in it: %1.</source>
        <translation>其中有不止一个 ComfyUI：%1。</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>请选择其中一个。</translation>
    </message>
    <message>
        <source>This ComfyUI is made for %1, and this computer is %2.</source>
        <translation>此 ComfyUI 适用于 %1，而这台计算机是 %2。</translation>
    </message>
    <message>
        <source>Choose the bundle for %1.</source>
        <translation>请选择适用于 %1 的整合包。</translation>
    </message>
</context>
<context>
    <name>portico::BundleRecord</name>
    <message>
        <source>it is no system that Portico knows</source>
        <translation>它不是 Portico 认识的系统</translation>
    </message>
    <message>
        <source>it is no processor that Portico knows</source>
        <translation>它不是 Portico 认识的处理器</translation>
    </message>
    <message>
        <source>Line %1 of %2 is not a hash and a file.</source>
        <translation>%2 的第 %1 行不是一个哈希值加一个文件。</translation>
    </message>
    <message>
        <source>Get the bundle again.</source>
        <translation>请重新获取该整合包。</translation>
    </message>
    <message>
        <source>it is no SHA-256</source>
        <translation>它不是 SHA-256</translation>
    </message>
</context>
<context>
    <name>portico::BundleServer</name>
    <message>
        <source>There is no file %1 to serve.</source>
        <translation>没有可供提供的文件 %1。</translation>
    </message>
    <message>
        <source>No port can be opened on this computer&apos;s own address 127.0.0.1.</source>
        <translation>在本机自身的地址 127.0.0.1 上打不开任何端口。</translation>
    </message>
    <message>
        <source>See whether a firewall or security program forbids it.</source>
        <translation>请查看是否被防火墙或安全程序禁止。</translation>
    </message>
    <message>
        <source>Run the self-check again: it makes that file anew.</source>
        <translation>请再次运行自检：它会重新生成该文件。</translation>
    </message>
</context>
<context>
    <name>portico::BundleSource</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts.</source>
        <translation>“%1”是您自己的文件夹，Portico 只负责启动它。</translation>
    </message>
    <message>
        <source>Make an install by “Compose”, with the same node packs, and a bundle of it.</source>
        <translation>请用“组装”创建一个带相同节点包的实例，再用它制作整合包。</translation>
    </message>
    <message>
        <source>Repair it first.</source>
        <translation>请先修复它。</translation>
    </message>
    <message>
        <source>The Python of “%1” is a virtual environment: it needs the Python of this computer and runs on no other.</source>
        <translation>“%1”的 Python 是虚拟环境：它需要这台计算机的 Python，无法在其他计算机上运行。</translation>
    </message>
    <message>
        <source>Compose the install with Portico&apos;s own Python.</source>
        <translation>请用 Portico 自己的 Python 组装该实例。</translation>
    </message>
    <message>
        <source>The Python of “%1” has no packages.</source>
        <translation>“%1”的 Python 没有软件包。</translation>
    </message>
    <message>
        <source>%1 is no address that a bundle can be fetched from.</source>
        <translation>%1 不是可以获取整合包的地址。</translation>
    </message>
    <message>
        <source>Give an https address, or a file of this computer.</source>
        <translation>请给出 https 地址，或这台计算机上的文件。</translation>
    </message>
    <message>
        <source>There is no published SHA-256 to check %1 with, and one is demanded.</source>
        <translation>没有可用来检查 %1 的已公布 SHA-256，而此处要求必须有。</translation>
    </message>
    <message>
        <source>Give the SHA-256 of the publisher, or allow unverified bundles.</source>
        <translation>请给出发布者的 SHA-256，或允许未校验的整合包。</translation>
    </message>
    <message>
        <source>%1 is a folder, no bundle.</source>
        <translation>%1 是文件夹，不是整合包。</translation>
    </message>
    <message>
        <source>Add it as an existing folder.</source>
        <translation>请把它作为现有文件夹添加。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>%1 is not the published bundle: expected %2, found %3.</source>
        <translation>%1 不是已公布的整合包：应为 %2，实为 %3。</translation>
    </message>
    <message>
        <source>Fetch it again from its publisher.</source>
        <translation>请从发布者处重新获取。</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>“%1” has no ComfyUI and no Python that a bundle could be made of.</source>
        <translation>“%1”没有可用来制作整合包的 ComfyUI 和 Python。</translation>
    </message>
</context>
<context>
    <name>portico::CarryDatabase</name>
    <message>
        <source>copying the database of “%1”</source>
        <translation>正在复制“%1”的数据库</translation>
    </message>
</context>
<context>
    <name>portico::CarryOut</name>
    <message>
        <source>The node packs of “%1” were changed while this was planned.</source>
        <translation>“%1”的节点包在制定方案期间发生了变化。</translation>
    </message>
    <message>
        <source>Look at the plan once more, then try again.</source>
        <translation>请再看一遍方案，然后重试。</translation>
    </message>
    <message>
        <source>changing node packs</source>
        <translation>正在更改节点包</translation>
    </message>
    <message>
        <source>The install.py of “%1” did not run, so there is nothing to take over.</source>
        <translation>“%1”的 install.py 没有运行，因此没有可以采用的内容。</translation>
    </message>
    <message>
        <source>Agree to running it.</source>
        <translation>请同意运行它。</translation>
    </message>
    <message>
        <source>Leave out one of the node packs that do not go together.</source>
        <translation>请在互相不兼容的节点包中略去一个。</translation>
    </message>
    <message>
        <source>%1 could not be deleted. Nothing uses it any more: delete it by hand.</source>
        <translation>无法删除 %1。它已不再被使用：请手动删除。</translation>
    </message>
</context>
<context>
    <name>portico::ChangePacks</name>
    <message>
        <source>“%1” is running, and its node packs cannot be changed now.</source>
        <translation>“%1”正在运行，现在无法更改它的节点包。</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>请停止它，然后重试。</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: Portico enables and disables its node packs, but does not install, update or remove them there.</source>
        <translation>“%1”是您自己的文件夹：Portico 会启用和禁用其中的节点包，但不会在那里安装、更新或移除节点包。</translation>
    </message>
    <message>
        <source>Install ComfyUI with Portico and put the node packs there, or use ComfyUI-Manager in this one.</source>
        <translation>请用 Portico 安装 ComfyUI 并把节点包放在那里，或在这个文件夹中使用 ComfyUI-Manager。</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico and is not changed by this one.</source>
        <translation>“%1”是由较新的 Portico 写入的，当前版本不会更改它。</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>请更新 Portico，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::CheckBundle</name>
    <message>
        <source>Unpack it elsewhere</source>
        <translation>解压到别处</translation>
    </message>
    <message>
        <source>Compare every file</source>
        <translation>逐个比较文件</translation>
    </message>
    <message>
        <source>Start it once</source>
        <translation>启动一次</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of the bundle are not what its list says: %1.</source>
        <translation>
            <numerusform>整合包中有 %n 个文件与其列表不符：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Get the bundle again, or build it again.</source>
        <translation>请重新获取该整合包，或重新构建它。</translation>
    </message>
    <message>
        <source>Unpacked elsewhere, the bundle does not start.</source>
        <translation>解压到别处后，整合包无法启动。</translation>
    </message>
    <message>
        <source>Unpacked elsewhere, the bundle does not start: %1.</source>
        <translation>解压到别处后，整合包无法启动：%1。</translation>
    </message>
    <message>
        <source>See whether the install itself starts, and what it says.</source>
        <translation>请查看实例本身能否启动，以及它报告了什么。</translation>
    </message>
    <message>
        <source>It has no list of its files: they were not compared.</source>
        <translation>它没有文件列表：没有比较文件。</translation>
    </message>
    <message>
        <source>trying a bundle</source>
        <translation>正在试用整合包</translation>
    </message>
</context>
<context>
    <name>portico::CheckUpstream</name>
    <message>
        <source>What is offered there now is not what was kept.</source>
        <translation>那里现在提供的内容与当初保存的不同。</translation>
    </message>
    <message>
        <source>The package index does not offer this file any more.</source>
        <translation>软件包索引不再提供此文件。</translation>
    </message>
    <message>
        <source>The package index tells no hashes.</source>
        <translation>软件包索引没有给出哈希值。</translation>
    </message>
    <message>
        <source>asking where “%1” came from</source>
        <translation>正在查询“%1”的来处</translation>
    </message>
</context>
<context>
    <name>portico::ChooseAccelerator</name>
    <message>
        <source>%1, compute capability %2</source>
        <translation>%1，计算能力 %2</translation>
    </message>
    <message>
        <source>There are no NVIDIA builds for macOS, so the %1 is not used.</source>
        <translation>macOS 没有 NVIDIA 版本，因此不使用 %1。</translation>
    </message>
    <message>
        <source>There are no NVIDIA builds for Windows on ARM, so the %1 is not used.</source>
        <translation>ARM 版 Windows 没有 NVIDIA 版本，因此不使用 %1。</translation>
    </message>
    <message>
        <source>The %1 is reserved for virtual machines.</source>
        <translation>%1 已保留给虚拟机使用。</translation>
    </message>
    <message>
        <source>The %1 needs NVIDIA&apos;s own torch for Jetson, which no bundle and no public index that ComfyUI names has.</source>
        <translation>%1 需要 NVIDIA 自己为 Jetson 制作的 torch，整合包以及 ComfyUI 列出的公共索引中都没有。</translation>
    </message>
    <message>
        <source>The %1 is too old for any build of today&apos;s torch: it needs compute capability 5.0 (GeForce 900 series) or newer.</source>
        <translation>%1 过于老旧，当前的 torch 没有任何版本支持它：需要计算能力 5.0（GeForce 900 系列）或更新。</translation>
    </message>
    <message>
        <source>The %1 is older than the RTX 20 series, and CUDA %2 is the last build that has it.</source>
        <translation>%1 早于 RTX 20 系列，CUDA %2 是最后一个支持它的版本。</translation>
    </message>
    <message>
        <source>The %1 would run CUDA 13.0, but driver %2 allows only CUDA %3.</source>
        <translation>%1 可以运行 CUDA 13.0，但驱动 %2 最高只支持 CUDA %3。</translation>
    </message>
    <message>
        <source>The %1 runs CUDA %2, which ComfyUI recommends from the RTX 20 series on.</source>
        <translation>%1 可运行 CUDA %2，ComfyUI 推荐 RTX 20 系列及更新的显卡使用它。</translation>
    </message>
    <message>
        <source>The %1 runs with the free nouveau driver, which torch cannot use: install NVIDIA&apos;s driver %2 or newer first.</source>
        <translation>%1 正在使用自由驱动 nouveau，torch 无法使用该驱动：请先安装 NVIDIA 驱动 %2 或更高版本。</translation>
    </message>
    <message>
        <source>The NVIDIA driver for the %1 does not run: install driver %2 or newer first.</source>
        <translation>%1 的 NVIDIA 驱动没有运行：请安装驱动 %2 或更高版本。</translation>
    </message>
    <message>
        <source>NVIDIA driver %1 is too old for any build: update it to %2 or newer first.</source>
        <translation>NVIDIA 驱动 %1 过于老旧，不支持任何版本：请先更新到 %2 或更高版本。</translation>
    </message>
    <message>
        <source>With NVIDIA driver 580 or newer (now %1), CUDA 13.0 would be chosen: it is faster, and the ready bundles are made for it.</source>
        <translation>如果 NVIDIA 驱动为 580 或更高版本（目前为 %1），就会选择 CUDA 13.0：它更快，现成的整合包也是为它制作的。</translation>
    </message>
    <message>
        <source>There are no AMD builds for macOS, so the %1 is not used.</source>
        <translation>macOS 没有 AMD 版本，因此不使用 %1。</translation>
    </message>
    <message>
        <source>No build of torch has the %1.</source>
        <translation>torch 的任何版本都不支持 %1。</translation>
    </message>
    <message>
        <source>The %1 is in PyTorch&apos;s builds for ROCm %2.</source>
        <translation>PyTorch 的 ROCm %2 版本支持 %1。</translation>
    </message>
    <message>
        <source>The %1 is in AMD&apos;s own builds of torch for ROCm %2.</source>
        <translation>AMD 自己的 torch（ROCm %2）支持 %1。</translation>
    </message>
    <message>
        <source>The ready bundles leave this GPU out; ComfyUI is put together for it instead.</source>
        <translation>现成的整合包不支持此 GPU；因此会为它组装 ComfyUI。</translation>
    </message>
    <message>
        <source>It needs a recent AMD driver (Adrenalin).</source>
        <translation>它需要较新的 AMD 驱动（Adrenalin）。</translation>
    </message>
    <message>
        <source>AMD&apos;s builds ask for Windows 11: update Windows first.</source>
        <translation>AMD 的版本需要 Windows 11：请先更新 Windows。</translation>
    </message>
    <message>
        <source>PyTorch&apos;s builds for Intel are made for Arc and Data Center GPUs; the %1 is none.</source>
        <translation>PyTorch 的 Intel 版本适用于 Arc 和数据中心 GPU；%1 不属于其中。</translation>
    </message>
    <message>
        <source>The %1 runs PyTorch&apos;s builds for Intel GPUs (XPU).</source>
        <translation>%1 可以运行 PyTorch 的 Intel GPU（XPU）版本。</translation>
    </message>
    <message>
        <source>The %1 computes with Metal, and shares the memory of the Mac.</source>
        <translation>%1 使用 Metal 计算，并与 Mac 共用内存。</translation>
    </message>
    <message>
        <source>Today&apos;s torch computes with Metal from macOS 14 on, and this is macOS %1: update macOS first.</source>
        <translation>当前的 torch 从 macOS 14 起才使用 Metal 计算，而这里是 macOS %1：请先更新 macOS。</translation>
    </message>
    <message>
        <source>This Portico is the one for Intel Macs; the one for Apple Silicon is faster. ComfyUI itself is installed for Apple Silicon.</source>
        <translation>此 Portico 是 Intel Mac 版；Apple 芯片版更快。ComfyUI 本身会按 Apple 芯片安装。</translation>
    </message>
    <message>
        <source>One build runs GPUs of one vendor: the %1 is better supported than the %2, which stays unused.</source>
        <translation>一个版本只能使用一家厂商的 GPU：%1 的支持优于 %2，后者不会被使用。</translation>
    </message>
    <message>
        <source>The %1 is too old for that build and stays unused.</source>
        <translation>%1 对该版本来说过于老旧，不会被使用。</translation>
    </message>
    <message>
        <source>If the %1 is the one to use, choose CUDA 12.6 by hand.</source>
        <translation>如果要使用 %1，请手动选择 CUDA 12.6。</translation>
    </message>
    <message>
        <source>PyTorch ended its builds for Intel Macs with version 2.2, and ComfyUI needs 2.7: no current ComfyUI runs on this Mac.</source>
        <translation>PyTorch 在 2.2 版之后不再提供 Intel Mac 版本，而 ComfyUI 需要 2.7：当前的 ComfyUI 都无法在这台 Mac 上运行。</translation>
    </message>
    <message>
        <source>No GPU was found.</source>
        <translation>没有找到 GPU。</translation>
    </message>
    <message>
        <source>ComfyUI runs on the processor then: everything works, but pictures take minutes instead of seconds.</source>
        <translation>ComfyUI 将在处理器上运行：一切功能可用，但生成图片需要几分钟而不是几秒。</translation>
    </message>
    <message>
        <source>An NVIDIA GPU of the GeForce 900 series or newer, an AMD GPU of the RX 5000 series or newer, or an Intel Arc would be used.</source>
        <translation>可以使用的有：GeForce 900 系列或更新的 NVIDIA GPU、RX 5000 系列或更新的 AMD GPU，或 Intel Arc。</translation>
    </message>
    <message>
        <source>Inside Windows (WSL) only NVIDIA GPUs are seen; the Windows version of Portico sees all.</source>
        <translation>在 Windows 内部（WSL）只能看到 NVIDIA GPU；Windows 版 Portico 能看到全部 GPU。</translation>
    </message>
    <message>
        <source>This is a container: GPUs must be passed into it.</source>
        <translation>这是容器：必须把 GPU 传递进来。</translation>
    </message>
    <message>
        <source>Chosen by hand.</source>
        <translation>手动选择。</translation>
    </message>
    <message>
        <source>Portico sees no GPU here that runs it; what it sees suits %1.</source>
        <translation>Portico 在这里没有看到能运行它的 GPU；看到的适合 %1。</translation>
    </message>
</context>
<context>
    <name>portico::CleanGenerations</name>
    <message>
        <source>?</source>
        <translation>?</translation>
    </message>
    <message>
        <source>Generation %1, ComfyUI %2: not one of the last %3, not pinned, and no snapshot names it. Nobody can go back to it afterwards. Files that other generations share stay.</source>
        <translation>世代 %1，ComfyUI %2：不属于最近 %3 个，没有固定，也没有快照提到它。清理之后将无法退回到它。其他世代共用的文件会保留。</translation>
    </message>
</context>
<context>
    <name>portico::CleanLeftovers</name>
    <message>
        <source>cleaning up</source>
        <translation>正在清理</translation>
    </message>
    <message>
        <source>A download that was not finished. Without it the next try begins anew instead of going on.</source>
        <translation>没有完成的下载。没有它，下次会从头开始，而不是继续。</translation>
    </message>
    <message>
        <source>The library was moved away from there and compared; these are its old files.</source>
        <translation>库已从那里移走并经过比较；这些是旧文件。</translation>
    </message>
    <message>
        <source>%1 stays for now: something is being built from it.</source>
        <translation>%1 暂时保留：正在用它构建内容。</translation>
    </message>
    <message>
        <source>Packages that uv has fetched. It fetches them again when something is built; what is installed does not need them.</source>
        <translation>uv 获取的软件包。构建时它会重新获取；已安装的内容不需要它们。</translation>
    </message>
    <message>
        <source>Work that was interrupted, and that nobody goes on with.</source>
        <translation>被中断且没有人继续的工作。</translation>
    </message>
    <message>
        <source>%1 stays for now: it may be needed.</source>
        <translation>%1 暂时保留：可能还需要它。</translation>
    </message>
    <message>
        <source>No install was made of this archive. It can be fetched again.</source>
        <translation>没有用此压缩包创建实例。可以重新获取它。</translation>
    </message>
</context>
<context>
    <name>portico::CleanNeeds</name>
    <message>
        <source>No generation of this install uses these packages any more.</source>
        <translation>此实例已没有任何世代使用这些软件包。</translation>
    </message>
    <message>
        <source>%1 stays: %2 needs it.</source>
        <translation>%1 保留：%2 需要它。</translation>
    </message>
    <message>
        <source>%1 stays: %2</source>
        <translation>%1 保留：%2</translation>
    </message>
    <message>
        <source>No node pack asks for it. It can be built again.</source>
        <translation>没有节点包需要它。它可以重新构建。</translation>
    </message>
    <message numerus="yes">
        <source>No install and no snapshot names this layer of %n package(s). It is built again when something needs it.</source>
        <translation>
            <numerusform>没有实例和快照提到这个含 %n 个软件包的层。有需要时会重新构建。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wheel(s) in it are of no layer that somebody uses; the others stay.</source>
        <translation>
            <numerusform>其中有 %n 个 wheel 不属于任何使用中的层；其余的保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 stays: it is being used at this moment.</source>
        <translation>%1 保留：此刻正在使用它。</translation>
    </message>
    <message>
        <source>%1 stays: it holds somebody&apos;s own changes.</source>
        <translation>%1 保留：其中有某人自己的更改。</translation>
    </message>
    <message>
        <source>“%1” as it was before a change; without it that change cannot be taken back. It goes to the recycle bin where there is one.</source>
        <translation>“%1”在更改之前的样子；没有它，那次更改将无法撤销。如有回收站，它会被移到那里。</translation>
    </message>
</context>
<context>
    <name>portico::Cleaning</name>
    <message>
        <source>Old versions of ComfyUI</source>
        <translation>ComfyUI 的旧版本</translation>
    </message>
    <message>
        <source>Packages that no install uses</source>
        <translation>没有实例使用的软件包</translation>
    </message>
    <message>
        <source>Isolated environments that no node pack asks for</source>
        <translation>没有节点包需要的隔离环境</translation>
    </message>
    <message>
        <source>Caches</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>What interrupted work left</source>
        <translation>中断的工作留下的内容</translation>
    </message>
    <message>
        <source>Node packs from before their last change</source>
        <translation>节点包上次更改之前的副本</translation>
    </message>
    <message>
        <source>Downloads that no install needs</source>
        <translation>没有实例需要的下载</translation>
    </message>
</context>
<context>
    <name>portico::CloneRepository</name>
    <message>
        <source>What Portico and its git helper said to each other is incomplete.</source>
        <translation>Portico 与其 git 辅助程序之间的通信不完整。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>请重新安装 Portico。</translation>
    </message>
    <message>
        <source>Fetching %1 ended without a result: the git program was stopped or failed.</source>
        <translation>获取 %1 没有得到结果：git 程序被停止或失败。</translation>
    </message>
    <message>
        <source>Try again; if it happens again, use another address.</source>
        <translation>请重试；如果再次发生，请使用其他地址。</translation>
    </message>
    <message>
        <source>%1 said nothing for a minute.</source>
        <translation>%1 一分钟没有任何回应。</translation>
    </message>
    <message>
        <source>Try again later; check the address and the network settings.</source>
        <translation>请稍后重试；并检查地址和网络设置。</translation>
    </message>
</context>
<context>
    <name>portico::ComfyApi</name>
    <message>
        <source>ComfyUI could not finish the test prompt.</source>
        <translation>ComfyUI 无法完成测试生成。</translation>
    </message>
    <message>
        <source>Look at the end of the log.</source>
        <translation>请查看日志的末尾。</translation>
    </message>
    <message>
        <source>ComfyUI did not finish the test prompt in time.</source>
        <translation>ComfyUI 没有及时完成测试生成。</translation>
    </message>
    <message>
        <source>What ComfyUI sent is not a picture.</source>
        <translation>ComfyUI 发来的不是图片。</translation>
    </message>
</context>
<context>
    <name>portico::ComfyConversation</name>
    <message>
        <source>ComfyUI refused a request (%1): status %2.</source>
        <translation>ComfyUI 拒绝了请求（%1）：状态 %2。</translation>
    </message>
    <message>
        <source>Look at the end of the log.</source>
        <translation>请查看日志的末尾。</translation>
    </message>
    <message>
        <source>ComfyUI does not answer at %1: %2.</source>
        <translation>ComfyUI 在 %1 没有应答：%2。</translation>
    </message>
</context>
<context>
    <name>portico::CommitGeneration</name>
    <message>
        <source>Update or disable that node pack first, or leave out what it asks for: porticoctl nodes apply %1 --without.</source>
        <translation>请先更新或禁用该节点包，或略去它的要求：porticoctl nodes apply %1 --without。</translation>
    </message>
    <message>
        <source>An older ComfyUI does not read the database of a newer one: it begins with an empty one.</source>
        <translation>旧的 ComfyUI 不能读取新版的数据库：它会从空数据库开始。</translation>
    </message>
    <message>
        <source>switching to another ComfyUI</source>
        <translation>正在切换到另一个 ComfyUI</translation>
    </message>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>正在更改“%1”的层</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>节点包的软件包</translation>
    </message>
</context>
<context>
    <name>portico::CommitInstall</name>
    <message>
        <source>Port %1 is also the port of “%2”: only one of them can run at a time.</source>
        <translation>端口 %1 也是“%2”的端口：同一时间只能运行其中一个。</translation>
    </message>
    <message>
        <source>adding “%1”</source>
        <translation>正在添加“%1”</translation>
    </message>
</context>
<context>
    <name>portico::CompareSite</name>
    <message>
        <source>the file does not say where from</source>
        <translation>该文件没有说明来处</translation>
    </message>
    <message>
        <source>%1 of the catalogue</source>
        <translation>目录中的 %1</translation>
    </message>
    <message>
        <source>%1, kept for offline</source>
        <translation>%1，离线保存</translation>
    </message>
    <message>
        <source>%1, disabled</source>
        <translation>%1，已禁用</translation>
    </message>
    <message>
        <source>%1, another file</source>
        <translation>%1，另一个文件</translation>
    </message>
</context>
<context>
    <name>portico::CompareSnapshots</name>
    <message>
        <source>other files</source>
        <translation>其他文件</translation>
    </message>
    <message>
        <source>another record of its origin</source>
        <translation>来处记录不同</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>extras</source>
        <translation>附加包</translation>
    </message>
    <message>
        <source>left out by choice</source>
        <translation>按选择略去</translation>
    </message>
    <message>
        <source>built</source>
        <translation>已构建</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message>
        <source>not built</source>
        <translation>未构建</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>a secret</source>
        <translation>机密值</translation>
    </message>
    <message>
        <source>another secret</source>
        <translation>另一个机密值</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>已禁用</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>已隔离</translation>
    </message>
    <message>
        <source>changed by hand (%1)</source>
        <translation>手动更改（%1）</translation>
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
        <translation>参数</translation>
    </message>
    <message>
        <source>model folders</source>
        <translation>模型文件夹</translation>
    </message>
</context>
<context>
    <name>portico::ComposeInstall</name>
    <message>
        <source>This ComfyUI is of %1: packages of that time are taken.</source>
        <translation>此 ComfyUI 的日期为 %1：采用当时的软件包。</translation>
    </message>
    <message>
        <source>putting together %1</source>
        <translation>正在组装 %1</translation>
    </message>
    <message>
        <source>“%1” can be no tag, branch or commit.</source>
        <translation>“%1”不能作为标签、分支或提交。</translation>
    </message>
    <message>
        <source>Give a tag such as v0.33.0, a branch or a commit.</source>
        <translation>请给出标签（例如 v0.33.0）、分支或提交。</translation>
    </message>
</context>
<context>
    <name>portico::ComposePackages</name>
    <message>
        <source>Not obeyed in requirements.txt: %1</source>
        <translation>requirements.txt 中未遵循的内容：%1</translation>
    </message>
    <message>
        <source>what is wanted besides</source>
        <translation>另外需要的内容</translation>
    </message>
    <message>
        <source>The package index tells no dates: the newest packages are taken.</source>
        <translation>软件包索引没有给出日期：采用最新的软件包。</translation>
    </message>
    <message>
        <source>The index of this accelerator does not have the torch of that date: its newest is taken.</source>
        <translation>此加速器的索引中没有那个日期的 torch：采用其最新版本。</translation>
    </message>
    <message>
        <source>torch %1</source>
        <translation>torch %1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>注意：%1</translation>
    </message>
    <message>
        <source>Choose packages</source>
        <translation>选择软件包</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>软件包</translation>
    </message>
</context>
<context>
    <name>portico::ComposeParts</name>
    <message>
        <source>%1 holds no ComfyUI: main.py or requirements.txt is missing.</source>
        <translation>%1 中没有 ComfyUI：缺少 main.py 或 requirements.txt。</translation>
    </message>
    <message>
        <source>Give the address of ComfyUI or of a fork of it.</source>
        <translation>请给出 ComfyUI 或其分支项目的地址。</translation>
    </message>
    <message>
        <source>ComfyUI: %1, commit %2 of %3</source>
        <translation>ComfyUI：%1，%3 的提交 %2</translation>
    </message>
    <message>
        <source>This Python %1 is another build than the one of the lock.</source>
        <translation>此 Python %1 与锁文件中的不是同一个版本。</translation>
    </message>
    <message>
        <source>Make a new lock, or use the uv that the lock was made with.</source>
        <translation>请创建新的锁文件，或使用当初创建锁文件时的 uv。</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>准备</translation>
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
        <translation>驱动 %1</translation>
    </message>
</context>
<context>
    <name>portico::ComputerSentence</name>
    <message>
        <source>%1 (%2)</source>
        <comment>GPU and its memory</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <comment>number of equal GPUs</comment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>list of GPUs</comment>
        <translation>%1 和 %2</translation>
    </message>
    <message>
        <source>%1 inside Windows (WSL)</source>
        <translation>Windows 内部（WSL）的 %1</translation>
    </message>
    <message>
        <source>This Mac runs %1, with %2 of memory and the chip %3.</source>
        <translation>这台 Mac 运行 %1，内存 %2，芯片为 %3。</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and no GPU that Portico can see.</source>
        <translation>这台计算机运行 %1，内存 %2，Portico 没有看到 GPU。</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and the GPU %3.</source>
        <translation>这台计算机运行 %1，内存 %2，GPU 为 %3。</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and the GPUs %3.</source>
        <translation>这台计算机运行 %1，内存 %2，GPU 为 %3。</translation>
    </message>
</context>
<context>
    <name>portico::CopyData</name>
    <message>
        <source>Models stay in %1 alone, where the new install looks for them, too: they cannot be shared on this disk.</source>
        <translation>模型只保留在 %1 中，新实例也会在那里查找：在此磁盘上无法共用模型。</translation>
    </message>
    <message>
        <source>Isolated environments are built again for the new install: “porticoctl env build”.</source>
        <translation>隔离环境需要为新实例重新构建：“porticoctl env build”。</translation>
    </message>
</context>
<context>
    <name>portico::CopyLibrary</name>
    <message>
        <source>%1 does not give back what was written: the disk is damaged or full of errors. The library stays where it is.</source>
        <translation>%1 读回的内容与写入的不同：磁盘已损坏或有大量错误。库留在原处。</translation>
    </message>
    <message>
        <source>Choose another disk.</source>
        <translation>请选择其他磁盘。</translation>
    </message>
</context>
<context>
    <name>portico::CopyPython</name>
    <message>
        <source>The Python in %1 cannot be copied: %2.</source>
        <translation>无法复制 %1 中的 Python：%2。</translation>
    </message>
    <message>
        <source>Choose another Python.</source>
        <translation>请选择其他 Python。</translation>
    </message>
    <message>
        <source>its program cannot be read</source>
        <translation>无法读取其程序</translation>
    </message>
    <message>
        <source>its program finds its library in another way</source>
        <translation>其程序以别的方式查找动态库</translation>
    </message>
    <message>
        <source>its program cannot be written</source>
        <translation>无法写入其程序</translation>
    </message>
    <message>
        <source>its library cannot be read</source>
        <translation>无法读取其动态库</translation>
    </message>
    <message>
        <source>the copy does not run</source>
        <translation>副本无法运行</translation>
    </message>
    <message>
        <source>the copy still uses the original</source>
        <translation>副本仍在使用原件</translation>
    </message>
    <message>
        <source>it belongs to the system</source>
        <translation>它属于系统</translation>
    </message>
    <message>
        <source>it is a framework of macOS</source>
        <translation>它是 macOS 的框架</translation>
    </message>
    <message>
        <source>its library lies in two places</source>
        <translation>其动态库位于两个地方</translation>
    </message>
</context>
<context>
    <name>portico::CopyRuntime</name>
    <message>
        <source>duplicating “%1”</source>
        <translation>正在复制“%1”</translation>
    </message>
</context>
<context>
    <name>portico::CudaWheels</name>
    <message>
        <source>The list of CUDA wheels cannot be understood.</source>
        <translation>无法理解 CUDA wheel 的列表。</translation>
    </message>
    <message>
        <source>Try again later, or set another list of wheels.</source>
        <translation>请稍后重试，或设置其他 wheel 列表。</translation>
    </message>
</context>
<context>
    <name>portico::DataLayout</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 以及另外 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI&apos;s own folder “%1” held files that no bundle brought; they are kept in %2: %3.</source>
        <translation>ComfyUI 自己的文件夹“%1”中有并非整合包带来的文件；它们保存在 %2：%3。</translation>
    </message>
    <message>
        <source>The classic layout of “%1” cannot be made: %2</source>
        <translation>无法建立“%1”的经典布局：%2</translation>
    </message>
    <message>
        <source>Set it back to the separate layout (porticoctl set %1 layout=separate), or move the library to a disk whose file system knows links.</source>
        <translation>请把它改回分离布局（porticoctl set %1 layout=separate），或把库移到文件系统支持链接的磁盘上。</translation>
    </message>
    <message>
        <source>arranging its folders</source>
        <translation>正在整理其文件夹</translation>
    </message>
</context>
<context>
    <name>portico::DemoBundle</name>
    <message>
        <source>The program is incomplete: %1 is missing in it.</source>
        <translation>程序不完整：缺少 %1。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>请重新安装 Portico。</translation>
    </message>
    <message>
        <source>The Python %1 cannot be copied into a demo bundle.</source>
        <translation>Python %1 无法复制到演示整合包中。</translation>
    </message>
    <message>
        <source>Name another Python with --python; real bundles bring their own.</source>
        <translation>请用 --python 指定其他 Python；真正的整合包自带 Python。</translation>
    </message>
</context>
<context>
    <name>portico::DifferenceText</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s commit</source>
        <translation>ComfyUI 的提交</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository</source>
        <translation>ComfyUI 的仓库</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>加速器</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>（手动更改）</translation>
    </message>
    <message>
        <source>its files differ</source>
        <translation>其文件不同</translation>
    </message>
    <message>
        <source>it is from elsewhere</source>
        <translation>其来处不同</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) added (%1)</source>
        <translation>
            <numerusform>添加了 %n 个文件（%1）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) removed (%1)</source>
        <translation>
            <numerusform>移除了 %n 个文件（%1）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) changed (%1 → %2)</source>
        <translation>
            <numerusform>更改了 %n 个文件（%1 → %2）</numerusform>
        </translation>
    </message>
    <message>
        <source>A lock names no files: they were not compared.</source>
        <translation>有锁文件没有列出文件：没有比较文件。</translation>
    </message>
    <message>
        <source>%1 and %2 hold the same.</source>
        <translation>%1 与 %2 内容相同。</translation>
    </message>
    <message>
        <source>From %1 to %2:</source>
        <translation>从 %1 到 %2：</translation>
    </message>
    <message>
        <source>Arguments of ComfyUI</source>
        <translation>ComfyUI 的参数</translation>
    </message>
</context>
<context>
    <name>portico::DiscoverEnvs</name>
    <message>
        <source>“%1” is a link to another folder, and comfy-env %2 looks for the environment of such a pack under another name.</source>
        <translation>“%1”是指向另一个文件夹的链接，而 comfy-env %2 会用另一个名称查找这类节点包的环境。</translation>
    </message>
    <message>
        <source>Put the folder itself into custom_nodes, or have the pack ask for comfy-env 0.4.25 or newer.</source>
        <translation>请把文件夹本身放进 custom_nodes，或让该节点包要求 comfy-env 0.4.25 或更高版本。</translation>
    </message>
    <message>
        <source>The folders %1 and %2 give one environment the name “%3”.</source>
        <translation>文件夹 %1 和 %2 给同一个环境取了名称“%3”。</translation>
    </message>
    <message>
        <source>Rename one of them, or remove the pack that is a copy.</source>
        <translation>请重命名其中一个，或移除作为副本的节点包。</translation>
    </message>
    <message>
        <source>There is no environment “%1” here.</source>
        <translation>这里没有环境“%1”。</translation>
    </message>
    <message>
        <source>No pack of this install has a comfy-env.toml.</source>
        <translation>此实例没有带 comfy-env.toml 的节点包。</translation>
    </message>
    <message>
        <source>There is: %1.</source>
        <translation>现有：%1。</translation>
    </message>
</context>
<context>
    <name>portico::DiskUse</name>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI、Python 和 torch</translation>
    </message>
    <message>
        <source>Earlier versions, kept for going back</source>
        <translation>为退回而保留的早期版本</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>节点包的软件包</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>隔离环境</translation>
    </message>
    <message>
        <source>Your files, node packs and logs</source>
        <translation>您的文件、节点包和日志</translation>
    </message>
    <message>
        <source>What changes can be taken back from</source>
        <translation>用于撤销更改的内容</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Packages that installs share</source>
        <translation>实例共用的软件包</translation>
    </message>
    <message>
        <source>Packages kept for repairs offline</source>
        <translation>为离线修复保存的软件包</translation>
    </message>
    <message>
        <source>Installs kept for offline</source>
        <translation>离线保存的实例</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Caches</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Files of removed installs</source>
        <translation>已移除实例的文件</translation>
    </message>
    <message>
        <source>Work that is not finished</source>
        <translation>未完成的工作</translation>
    </message>
</context>
<context>
    <name>portico::DisplayAdapters</name>
    <message>
        <source>Windows did not list its display adapters.</source>
        <translation>Windows 没有列出其显示适配器。</translation>
    </message>
    <message>
        <source>Install the driver of the GPU again.</source>
        <translation>请重新安装 GPU 的驱动。</translation>
    </message>
</context>
<context>
    <name>portico::DocumentCache</name>
    <message>
        <source>What was kept of %1 is damaged and is not used.</source>
        <translation>保存的 %1 内容已损坏，不予使用。</translation>
    </message>
    <message>
        <source>Nothing has to be done: it is asked for again.</source>
        <translation>无需任何操作：会重新查询。</translation>
    </message>
</context>
<context>
    <name>portico::DocumentFetcher</name>
    <message>
        <source>%1 sent more than %2 where a list was asked for.</source>
        <translation>%1 在需要列表时发送了超过 %2 的内容。</translation>
    </message>
    <message>
        <source>Check the address: it may not lead to what you expect.</source>
        <translation>请检查地址：它指向的可能不是所期望的内容。</translation>
    </message>
    <message>
        <source>%1 answered with a web page instead of a list.</source>
        <translation>%1 返回的是网页，而不是列表。</translation>
    </message>
    <message>
        <source>If this network has a login page, log in there first. If a mirror is set, check its address.</source>
        <translation>如果此网络有登录页面，请先在那里登录。如果设置了镜像，请检查其地址。</translation>
    </message>
    <message>
        <source>%1 does not accept the token that Portico has for it.</source>
        <translation>%1 不接受 Portico 为它保存的令牌。</translation>
    </message>
    <message>
        <source>Give a new token, or remove it: the list is public.</source>
        <translation>请给出新的令牌，或移除它：该列表是公开的。</translation>
    </message>
    <message>
        <source>Nothing is kept yet of what %1 offers.</source>
        <translation>还没有保存 %1 提供的内容。</translation>
    </message>
    <message>
        <source>Connect to the internet and refresh.</source>
        <translation>请连接互联网并刷新。</translation>
    </message>
</context>
<context>
    <name>portico::DocumentFile</name>
    <message>
        <source>%1 is not changed: a newer version wrote it (%2).</source>
        <translation>未更改 %1：它由较新的版本写入（%2）。</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>请更新 Portico。</translation>
    </message>
    <message>
        <source>The copy before it is used. The damaged file will be kept beside it.</source>
        <translation>使用它之前的副本。损坏的文件将保存在旁边。</translation>
    </message>
    <message>
        <source>Defaults are used. The damaged file will be kept beside it.</source>
        <translation>使用默认值。损坏的文件将保存在旁边。</translation>
    </message>
</context>
<context>
    <name>portico::Download</name>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>downloading %1</source>
        <translation>正在下载 %1</translation>
    </message>
    <message>
        <source>%1 Trying the mirror %2.</source>
        <translation>%1 正在尝试镜像 %2。</translation>
    </message>
    <message>
        <source>The file in the store is damaged; it is fetched again.</source>
        <translation>存储区中的文件已损坏；正在重新获取。</translation>
    </message>
    <message numerus="yes">
        <source>%1 Trying again in %n second(s).</source>
        <translation>
            <numerusform>%1 将在 %n 秒后重试。</numerusform>
        </translation>
    </message>
    <message>
        <source>A web page came from %1 instead of the file: this network may want you to sign in, or the address has expired.</source>
        <translation>%1 返回的是网页而不是文件：此网络可能需要登录，或该地址已过期。</translation>
    </message>
    <message>
        <source>Open a browser, sign in to the network if it asks, then try again.</source>
        <translation>请打开浏览器，如果网络要求登录请先登录，然后重试。</translation>
    </message>
    <message>
        <source>%1 sent the file in another form than was asked for (%2).</source>
        <translation>%1 发送的文件形式与请求的不同（%2）。</translation>
    </message>
    <message>
        <source>A proxy may change downloads; try another connection or address.</source>
        <translation>代理可能会更改下载内容；请尝试其他连接或地址。</translation>
    </message>
    <message>
        <source>The file at %1 has %2 bytes, but %3 were promised.</source>
        <translation>%1 处的文件有 %2 字节，但应为 %3。</translation>
    </message>
    <message>
        <source>It may have been replaced by a newer one: look for it again.</source>
        <translation>它可能已被较新的文件替换：请重新查找。</translation>
    </message>
    <message>
        <source>The file %1 has %2 bytes, but %3 were promised.</source>
        <translation>文件 %1 有 %2 字节，但应为 %3。</translation>
    </message>
    <message>
        <source>Download it again; it may be incomplete or another version.</source>
        <translation>请重新下载；它可能不完整或是其他版本。</translation>
    </message>
    <message>
        <source>%1 sent more than the %2 bytes that were promised.</source>
        <translation>%1 发送的内容超过了应有的 %2 字节。</translation>
    </message>
    <message>
        <source>%1 does not say how long the file is, so nobody could tell whether all of it came.</source>
        <translation>%1 没有说明文件的长度，因此无法判断是否全部收到。</translation>
    </message>
    <message>
        <source>Download it with a browser and add it as a file, or give its SHA-256.</source>
        <translation>请用浏览器下载并作为文件添加，或给出它的 SHA-256。</translation>
    </message>
    <message>
        <source>%1 sent the whole file again.</source>
        <translation>%1 重新发送了整个文件。</translation>
    </message>
    <message>
        <source>%1 sent another part of the file than was asked for.</source>
        <translation>%1 发送的文件部分与请求的不同。</translation>
    </message>
    <message numerus="yes">
        <source>%1 asks to wait for %n minute(s) before the next download.</source>
        <translation>
            <numerusform>%1 要求等待 %n 分钟后再进行下一次下载。</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again then; what has come is kept.</source>
        <translation>请到时重试；已收到的部分会保留。</translation>
    </message>
    <message>
        <source>The file from %1 is not the one that was promised: its SHA-256 is %2, expected was %3.</source>
        <translation>来自 %1 的文件与预期不符：其 SHA-256 为 %2，应为 %3。</translation>
    </message>
    <message>
        <source>Do not use this file. Look for a newer one, or tell its publisher.</source>
        <translation>请不要使用此文件。请查找较新的文件，或告知其发布者。</translation>
    </message>
</context>
<context>
    <name>portico::DraftChange</name>
    <message>
        <source>Move it somewhere else, then try again.</source>
        <translation>请把它移到别处，然后重试。</translation>
    </message>
    <message>
        <source>%1 is there already, where a node pack has to go.</source>
        <translation>%1 已经存在，而节点包需要放在那里。</translation>
    </message>
</context>
<context>
    <name>portico::Drift</name>
    <message>
        <source>“%1” has no generation that could be looked at.</source>
        <translation>“%1”没有可供查看的世代。</translation>
    </message>
    <message>
        <source>Install it again; its models and pictures stay.</source>
        <translation>请重新安装；其模型和图片会保留。</translation>
    </message>
</context>
<context>
    <name>portico::DriftCard</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 %2 was added (%3)</source>
        <translation>添加了 %1 %2（%3）</translation>
    </message>
    <message>
        <source>%1 %2 was removed (%3)</source>
        <translation>移除了 %1 %2（%3）</translation>
    </message>
    <message>
        <source>%1 %2 → %3 (%4)</source>
        <translation>%1 %2 → %3（%4）</translation>
    </message>
    <message>
        <source>%1 %2: changed (%3)</source>
        <translation>%1 %2：已更改（%3）</translation>
    </message>
    <message>
        <source>torch was removed from “%1”</source>
        <translation>“%1”的 torch 被移除</translation>
    </message>
    <message>
        <source>torch was changed in “%1”</source>
        <translation>“%1”的 torch 被更改</translation>
    </message>
    <message>
        <source>torch was replaced in “%1”</source>
        <translation>“%1”的 torch 被替换</translation>
    </message>
    <message>
        <source>Packages were added to “%1”</source>
        <translation>“%1”被添加了软件包</translation>
    </message>
    <message>
        <source>Files of “%1” were changed</source>
        <translation>“%1”的文件被更改</translation>
    </message>
    <message>
        <source>Something outside Portico, such as a node pack or ComfyUI-Manager, installed them beside ComfyUI&apos;s own. In a layer they are kept apart, and an update keeps them.</source>
        <translation>Portico 之外的程序（例如某个节点包或 ComfyUI-Manager）把它们安装到了 ComfyUI 自己的软件包旁边。放进层里可以把它们分开保存，更新时也会保留。</translation>
    </message>
    <message>
        <source>Something outside Portico, such as a node pack or ComfyUI-Manager, changed what ComfyUI was installed with. It may fail to start, or compute slower. What is put back is what was there before; the changed files are kept.</source>
        <translation>Portico 之外的程序（例如某个节点包或 ComfyUI-Manager）更改了安装 ComfyUI 时的内容。它可能无法启动，或计算变慢。恢复的是之前的内容；被更改的文件会保留。</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… 以及另外 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Absorb into the layer</source>
        <translation>吸纳到层中</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>恢复原样</translation>
    </message>
</context>
<context>
    <name>portico::DuplicateInstall</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts: it is not duplicated.</source>
        <translation>“%1”是您自己的文件夹，Portico 只负责启动它：不会复制它。</translation>
    </message>
    <message>
        <source>Copy the folder yourself and add the copy.</source>
        <translation>请自行复制该文件夹并添加副本。</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico: it is not duplicated by this one.</source>
        <translation>“%1”是由较新的 Portico 写入的：当前版本不会复制它。</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>请更新 Portico。</translation>
    </message>
    <message>
        <source>“%1” is running or being changed and cannot be duplicated now.</source>
        <translation>“%1”正在运行或正在更改，现在无法复制。</translation>
    </message>
    <message>
        <source>Stop it, then duplicate it.</source>
        <translation>请停止它，然后再复制。</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <comment>name of a duplicated install</comment>
        <translation>%1 副本</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>duplicating “%1”</source>
        <translation>正在复制“%1”</translation>
    </message>
</context>
<context>
    <name>portico::EntryLedger</name>
    <message>
        <source>it is a device, a pipe or a socket, not a file</source>
        <translation>它是设备、管道或套接字，不是文件</translation>
    </message>
    <message>
        <source>it is a link to “%1”, and %2</source>
        <translation>它是指向“%1”的链接，而且%2</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>它含有超过 %L1 个条目</translation>
    </message>
    <message>
        <source>%1 would unpack to %2, as only a trap does</source>
        <translation>%1 会解压成 %2，只有陷阱才会这样</translation>
    </message>
    <message>
        <source>unpacked it would have more than %1</source>
        <translation>解压后会超过 %1</translation>
    </message>
    <message>
        <source>%1 would unpack to %2 or more, as only a trap does</source>
        <translation>%1 会解压成 %2 或更大，只有陷阱才会这样</translation>
    </message>
    <message>
        <source>its path leads through “%1”, which is not a folder</source>
        <translation>其路径经过“%1”，而那不是文件夹</translation>
    </message>
    <message>
        <source>“%1” differs from it only in a way that some systems ignore</source>
        <translation>“%1”与它的差异在某些系统上会被忽略</translation>
    </message>
    <message>
        <source>it comes twice</source>
        <translation>它出现了两次</translation>
    </message>
    <message>
        <source>“%1” would be the same file on some systems</source>
        <translation>“%1”在某些系统上会是同一个文件</translation>
    </message>
    <message>
        <source>it is a hard link to “%1”, which is no file before it</source>
        <translation>它是指向“%1”的硬链接，而在它之前没有这个文件</translation>
    </message>
    <message>
        <source>it is a link that leads out of the folder by way of other links</source>
        <translation>它是经由其他链接通向文件夹之外的链接</translation>
    </message>
    <message>
        <source>it is a link that never ends</source>
        <translation>它是没有终点的链接</translation>
    </message>
    <message>
        <source>“%1”: %2.</source>
        <translation>“%1”：%2。</translation>
    </message>
</context>
<context>
    <name>portico::EntryRules</name>
    <message>
        <source>its name is empty</source>
        <translation>其名称为空</translation>
    </message>
    <message>
        <source>its name is not valid UTF-8</source>
        <translation>其名称不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>its name holds a NUL byte</source>
        <translation>其名称含有 NUL 字节</translation>
    </message>
    <message>
        <source>its name holds a control character</source>
        <translation>其名称含有控制字符</translation>
    </message>
    <message>
        <source>its name holds a character that turns the direction of the text around</source>
        <translation>其名称含有会反转文字方向的字符</translation>
    </message>
    <message>
        <source>it leads to an absolute path</source>
        <translation>它指向绝对路径</translation>
    </message>
    <message>
        <source>it leads to a drive</source>
        <translation>它指向驱动器</translation>
    </message>
    <message>
        <source>it leads to a network or device path</source>
        <translation>它指向网络或设备路径</translation>
    </message>
    <message>
        <source>it leads out of the folder</source>
        <translation>它通向文件夹之外</translation>
    </message>
    <message>
        <source>a part of its path is empty or a dot</source>
        <translation>其路径的一部分为空或是一个点</translation>
    </message>
    <message>
        <source>a part of its path is only spaces</source>
        <translation>其路径的一部分只有空格</translation>
    </message>
    <message>
        <source>its name holds a colon, which names a hidden stream on Windows</source>
        <translation>其名称含有冒号，这在 Windows 上表示隐藏的数据流</translation>
    </message>
    <message>
        <source>its path has more than %1 bytes</source>
        <translation>其路径超过 %1 字节</translation>
    </message>
    <message>
        <source>a part of its path has more than %1 bytes</source>
        <translation>其路径的一部分超过 %1 字节</translation>
    </message>
    <message>
        <source>it lies more than %1 folders deep</source>
        <translation>它所在的文件夹深度超过 %1 层</translation>
    </message>
    <message>
        <source>its name is a device on Windows</source>
        <translation>其名称在 Windows 上是设备</translation>
    </message>
    <message>
        <source>Windows cannot hold its name</source>
        <translation>Windows 无法保存其名称</translation>
    </message>
</context>
<context>
    <name>portico::EnvConfig</name>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1，第 %2 行：%3</translation>
    </message>
    <message>
        <source>“%1” in [%2] has no effect: known there is %3. Correct its spelling.</source>
        <translation>[%2] 中的“%1”不起作用：那里可用的是 %3。请更正其拼写。</translation>
    </message>
    <message>
        <source>“%1” must be a table.</source>
        <translation>“%1”必须是表。</translation>
    </message>
    <message>
        <source>Write it as [%1] with its keys below.</source>
        <translation>请写成 [%1]，并把它的键写在下面。</translation>
    </message>
    <message>
        <source>“%1” in [%2] must be a list of names.</source>
        <translation>[%2] 中的“%1”必须是名称列表。</translation>
    </message>
    <message>
        <source>Write it as %1 = [&quot;first&quot;, &quot;second&quot;].</source>
        <translation>请写成 %1 = [&quot;first&quot;, &quot;second&quot;]。</translation>
    </message>
    <message>
        <source>[%1] has no effect in this file.</source>
        <translation>[%1] 在此文件中不起作用。</translation>
    </message>
    <message>
        <source>Move it to %1 in the pack&apos;s own folder.</source>
        <translation>请把它移到节点包自己文件夹中的 %1。</translation>
    </message>
    <message>
        <source>[serializers] is not known any more.</source>
        <translation>[serializers] 已不再支持。</translation>
    </message>
    <message>
        <source>Declare the sockets under [types] in %1, and put their code into serialization.py.</source>
        <translation>请在 %1 的 [types] 下声明这些接口，并把代码放进 serialization.py。</translation>
    </message>
    <message>
        <source>The format %1 is not known, only 1.</source>
        <translation>不支持格式 %1，只支持 1。</translation>
    </message>
    <message>
        <source>Remove the line, or use a newer comfy-env.</source>
        <translation>请移除该行，或使用较新的 comfy-env。</translation>
    </message>
    <message>
        <source>[%1] is written by comfy-env itself.</source>
        <translation>[%1] 由 comfy-env 自己写入。</translation>
    </message>
    <message>
        <source>Remove it: each file describes one environment.</source>
        <translation>请移除它：每个文件只描述一个环境。</translation>
    </message>
    <message>
        <source>“%1” in [workspace] is written by comfy-env itself.</source>
        <translation>[workspace] 中的“%1”由 comfy-env 自己写入。</translation>
    </message>
    <message>
        <source>Remove the line.</source>
        <translation>请移除该行。</translation>
    </message>
    <message>
        <source>the Python version %1 is a number, and 3.10 would be 3.1.</source>
        <translation>Python 版本 %1 是数字，而这样 3.10 会变成 3.1。</translation>
    </message>
    <message>
        <source>Put it into quotes: python = &quot;%1&quot;.</source>
        <translation>请加上引号：python = &quot;%1&quot;。</translation>
    </message>
    <message>
        <source>Python %1 is too old for comfy-env %2.</source>
        <translation>Python %1 对 comfy-env %2 来说过于老旧。</translation>
    </message>
    <message>
        <source>Ask for Python 3.10 or newer.</source>
        <translation>请要求 Python 3.10 或更高版本。</translation>
    </message>
    <message>
        <source>%1 is always that of ComfyUI, and must not stand here.</source>
        <translation>%1 始终使用 ComfyUI 的，不能写在这里。</translation>
    </message>
    <message>
        <source>Remove it from the list.</source>
        <translation>请把它从列表中移除。</translation>
    </message>
    <message>
        <source>“health_check_timeout” must be a number of seconds.</source>
        <translation>“health_check_timeout”必须是秒数。</translation>
    </message>
    <message>
        <source>Write it as 5.0.</source>
        <translation>请写成 5.0。</translation>
    </message>
    <message>
        <source>“%1” is no version of the package %2.</source>
        <translation>“%1”不是软件包 %2 的版本。</translation>
    </message>
    <message>
        <source>Write it as %1 = &quot;&gt;=1.0,&lt;2&quot;, or = &quot;*&quot; for any.</source>
        <translation>请写成 %1 = &quot;&gt;=1.0,&lt;2&quot;，或写成 = &quot;*&quot; 表示任意版本。</translation>
    </message>
    <message>
        <source>the version of “%1” must be a text.</source>
        <translation>“%1”的版本必须是文本。</translation>
    </message>
    <message>
        <source>Put it into quotes: %1 = &quot;%2&quot;.</source>
        <translation>请加上引号：%1 = &quot;%2&quot;。</translation>
    </message>
    <message>
        <source>“%1” is known neither to comfy-env nor to pixi, which will refuse it. Correct its spelling.</source>
        <translation>comfy-env 和 pixi 都不认识“%1”，pixi 会拒绝它。请更正其拼写。</translation>
    </message>
</context>
<context>
    <name>portico::EnvEngine</name>
    <message>
        <source>pixi, because “%1” comes from conda.</source>
        <translation>使用 pixi，因为“%1”来自 conda。</translation>
    </message>
    <message>
        <source>pixi, because the channel “%1” is asked for.</source>
        <translation>使用 pixi，因为要求使用通道“%1”。</translation>
    </message>
    <message>
        <source>pixi, because “%1” has a source of its own.</source>
        <translation>使用 pixi，因为“%1”有自己的来源。</translation>
    </message>
    <message>
        <source>pixi, because [%1] is its own.</source>
        <translation>使用 pixi，因为 [%1] 是它专有的。</translation>
    </message>
    <message>
        <source>pixi, because “%1” is nothing that Portico knows.</source>
        <translation>使用 pixi，因为 Portico 不认识“%1”。</translation>
    </message>
    <message>
        <source>pixi, because scripts are to run on activation.</source>
        <translation>使用 pixi，因为激活时要运行脚本。</translation>
    </message>
    <message>
        <source>uv, because only Python packages are asked for: it is faster, and nothing of conda is fetched.</source>
        <translation>使用 uv，因为只需要 Python 软件包：它更快，而且不获取 conda 的任何内容。</translation>
    </message>
</context>
<context>
    <name>portico::EnvFloors</name>
    <message>
        <source>“%1” needs %2, and this computer has %3.</source>
        <translation>“%1”需要 %2，而这台计算机是 %3。</translation>
    </message>
    <message>
        <source>Use a newer system, or ask the author of the pack “%1”.</source>
        <translation>请使用较新的系统，或询问节点包“%1”的作者。</translation>
    </message>
    <message>
        <source>glibc %1 or newer</source>
        <translation>glibc %1 或更高版本</translation>
    </message>
    <message>
        <source>another C library</source>
        <translation>另一种 C 库</translation>
    </message>
    <message>
        <source>macOS %1 or newer</source>
        <translation>macOS %1 或更高版本</translation>
    </message>
    <message>
        <source>an NVIDIA GPU for CUDA %1</source>
        <translation>支持 CUDA %1 的 NVIDIA GPU</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>portico::EnvOperations</name>
    <message>
        <source>ComfyUI of “%1” runs, and its nodes use the environments.</source>
        <translation>“%1”的 ComfyUI 正在运行，其节点正在使用这些环境。</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>请停止它，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::EnvPlan</name>
    <message>
        <source>comfy-env %1 keeps its environments in a way that Portico does not build.</source>
        <translation>comfy-env %1 保存环境的方式是 Portico 不构建的。</translation>
    </message>
    <message>
        <source>Update the pack: newer ones ask for comfy-env 0.4.22 or later.</source>
        <translation>请更新该节点包：较新的节点包要求 comfy-env 0.4.22 或更高版本。</translation>
    </message>
    <message>
        <source>This install has no torch, and comfy-env %1 makes environments only for one that has.</source>
        <translation>此实例没有 torch，而 comfy-env %1 只为有 torch 的实例创建环境。</translation>
    </message>
    <message>
        <source>Repair the install first.</source>
        <translation>请先修复该实例。</translation>
    </message>
    <message>
        <source>Nobody offers “%1” for CUDA %2 with torch %3 on this computer.</source>
        <translation>没有人为这台计算机提供适用于 CUDA %2 和 torch %3 的“%1”。</translation>
    </message>
    <message>
        <source>Try again later, or ask the author of the pack “%1”.</source>
        <translation>请稍后重试，或询问节点包“%1”的作者。</translation>
    </message>
    <message>
        <source>“%1” is not offered for CUDA %2 with torch %3: the environments with CUDA wheels get torch %4 for CUDA %5.</source>
        <translation>没有适用于 CUDA %2 和 torch %3 的“%1”：含 CUDA wheel 的环境将使用适用于 CUDA %5 的 torch %4。</translation>
    </message>
</context>
<context>
    <name>portico::EnvProof</name>
    <message>
        <source>exit code %1</source>
        <translation>退出码 %1</translation>
    </message>
    <message>
        <source>Repair it.</source>
        <translation>请修复它。</translation>
    </message>
    <message>
        <source>The package %1, which it was built with, is not there.</source>
        <translation>构建时使用的软件包 %1 不在了。</translation>
    </message>
    <message>
        <source>Its Python does not start: %1</source>
        <translation>它的 Python 无法启动：%1</translation>
    </message>
</context>
<context>
    <name>portico::EnvState</name>
    <message>
        <source>Build it.</source>
        <translation>请构建它。</translation>
    </message>
    <message>
        <source>Repair it.</source>
        <translation>请修复它。</translation>
    </message>
    <message>
        <source>It was made in %1 and came here with its install, but environments cannot be moved.</source>
        <translation>它在 %1 中创建，随其实例来到这里，但环境是不能移动的。</translation>
    </message>
    <message>
        <source>Build it: it is made anew.</source>
        <translation>请构建它：会重新创建。</translation>
    </message>
    <message>
        <source>There is one for another Python, torch or comfy-env only: %1.</source>
        <translation>只有用于其他 Python、torch 或 comfy-env 的环境：%1。</translation>
    </message>
    <message>
        <source>It has not been built: the nodes run in ComfyUI&apos;s own Python, or not at all.</source>
        <translation>它还没有构建：节点在 ComfyUI 自己的 Python 中运行，或根本不运行。</translation>
    </message>
    <message>
        <source>Building it did not come to its end.</source>
        <translation>它的构建没有完成。</translation>
    </message>
    <message>
        <source>The Python that it leans on is gone: %1.</source>
        <translation>它所依托的 Python 不在了：%1。</translation>
    </message>
    <message>
        <source>Its Python is not there: %1.</source>
        <translation>它的 Python 不在那里：%1。</translation>
    </message>
    <message>
        <source>It was made for %1, and this install is %2: comfy-env will refuse it.</source>
        <translation>它适用于 %1，而此实例为 %2：comfy-env 会拒绝它。</translation>
    </message>
    <message>
        <source>Its comfy-env.toml has changed since it was built.</source>
        <translation>它的 comfy-env.toml 在构建之后发生了变化。</translation>
    </message>
    <message>
        <source>A file of the package “%1” is gone: %2.</source>
        <translation>软件包“%1”的一个文件不在了：%2。</translation>
    </message>
    <message>
        <source>Some of its packages are gone.</source>
        <translation>它的一些软件包不在了。</translation>
    </message>
    <message>
        <source>Beside its link there is an older one, which may be taken instead: %1.</source>
        <translation>它的链接旁边有一个更旧的环境，可能会被误用：%1。</translation>
    </message>
    <message>
        <source>The link that leads to it is not there, or leads elsewhere.</source>
        <translation>通向它的链接不存在，或指向了别处。</translation>
    </message>
    <message>
        <source>It is being built.</source>
        <translation>正在构建它。</translation>
    </message>
    <message>
        <source>Wait for it.</source>
        <translation>请等待。</translation>
    </message>
    <message>
        <source>built</source>
        <translation>已构建</translation>
    </message>
    <message>
        <source>being built</source>
        <translation>正在构建</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>已过时</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>made for something else</source>
        <translation>用于其他环境</translation>
    </message>
    <message>
        <source>made elsewhere</source>
        <translation>在别处创建</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>portico::Environment</name>
    <message>
        <source>There are no Python packages in %1.</source>
        <translation>%1 中没有 Python 软件包。</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>此实例</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>请修复该实例，或重新安装。</translation>
    </message>
</context>
<context>
    <name>portico::Error</name>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
</context>
<context>
    <name>portico::ExitFacts</name>
    <message>
        <source>hung up</source>
        <translation>连接挂断</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>被中断</translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation>非法指令</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>已中止</translation>
    </message>
    <message>
        <source>arithmetic error</source>
        <translation>算术错误</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>被强行终止</translation>
    </message>
    <message>
        <source>invalid memory access</source>
        <translation>无效的内存访问</translation>
    </message>
    <message>
        <source>terminated</source>
        <translation>被终止</translation>
    </message>
    <message>
        <source>access violation</source>
        <translation>访问冲突</translation>
    </message>
    <message>
        <source>stack buffer overrun</source>
        <translation>栈缓冲区溢出</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>a DLL is missing</source>
        <translation>缺少 DLL</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>退出码 %1</translation>
    </message>
    <message>
        <source>ended by exception %1</source>
        <translation>因异常 %1 结束</translation>
    </message>
    <message>
        <source>ended by signal %1</source>
        <translation>因信号 %1 结束</translation>
    </message>
</context>
<context>
    <name>portico::ExportSnapshot</name>
    <message>
        <source>%1 is no snapshot.</source>
        <translation>%1 不是快照。</translation>
    </message>
    <message>
        <source>Give a file that Portico, ComfyUI-Manager or Comfy Desktop has written.</source>
        <translation>请给出由 Portico、ComfyUI-Manager 或 Comfy Desktop 写入的文件。</translation>
    </message>
</context>
<context>
    <name>portico::ExportVendored</name>
    <message>
        <source>Keeping “%1” was interrupted, so it is not whole.</source>
        <translation>“%1”的保存被中断，因此不完整。</translation>
    </message>
    <message>
        <source>Keep it again; what is here already is not fetched twice.</source>
        <translation>请重新保存；这里已有的内容不会再次获取。</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已经存在。</translation>
    </message>
    <message>
        <source>Choose another name, or remove it first.</source>
        <translation>请选择其他名称，或先移除它。</translation>
    </message>
    <message>
        <source>exporting “%1”</source>
        <translation>正在导出“%1”</translation>
    </message>
</context>
<context>
    <name>portico::Extras</name>
    <message>
        <source>The extras in %1 cannot be used: %2.</source>
        <translation>无法使用 %1 中的附加包：%2。</translation>
    </message>
    <message>
        <source>Put the file right, or use the ready set.</source>
        <translation>请更正该文件，或使用现成的一组。</translation>
    </message>
    <message>
        <source>“%1” is no list</source>
        <translation>“%1”不是列表</translation>
    </message>
    <message>
        <source>“%1” has an entry that is no text</source>
        <translation>“%1”有一个条目不是文本</translation>
    </message>
    <message>
        <source>Left out of the extras: %1. %2</source>
        <translation>附加包中略去：%1。%2</translation>
    </message>
    <message>
        <source>Extras</source>
        <translation>附加包</translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation>没有文件 %1</translation>
    </message>
    <message>
        <source>it cannot be removed</source>
        <translation>它无法移除</translation>
    </message>
    <message>
        <source>extras</source>
        <translation>附加包</translation>
    </message>
    <message>
        <source>“%1” is no requirement</source>
        <translation>“%1”不是需求</translation>
    </message>
    <message>
        <source>Left out of the extras: %1. There is no wheel of %2, so that it must be built, which runs its own code, and nobody agreed to that (--allow-builds).</source>
        <translation>附加包中略去：%1。%2 没有 wheel，因此必须构建，而构建会运行它自己的代码，还没有人对此表示同意（--allow-builds）。</translation>
    </message>
</context>
<context>
    <name>portico::FetchUv</name>
    <message>
        <source>Install uv yourself, or try again later.</source>
        <translation>请自行安装 uv，或稍后重试。</translation>
    </message>
    <message>
        <source>uv could not be put into %1.</source>
        <translation>无法把 uv 放进 %1。</translation>
    </message>
    <message>
        <source>There is no place to put uv.</source>
        <translation>没有可以放置 uv 的地方。</translation>
    </message>
    <message>
        <source>Fetching uv %1 with the pip of %2.</source>
        <translation>正在用 %2 的 pip 获取 uv %1。</translation>
    </message>
    <message>
        <source>The pip of %1 could not fetch uv.</source>
        <translation>%1 的 pip 无法获取 uv。</translation>
    </message>
</context>
<context>
    <name>portico::File</name>
    <message>
        <source>%1 is not read: it has more than %2.</source>
        <translation>未读取 %1：它超过 %2。</translation>
    </message>
    <message>
        <source>Check whether this is the right file.</source>
        <translation>请检查这是否是正确的文件。</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 不是文件。</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>请选择文件。</translation>
    </message>
</context>
<context>
    <name>portico::FileError</name>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Free some space on this disk, or choose another folder, and try again.</source>
        <translation>请在此磁盘上释放一些空间，或选择其他文件夹，然后重试。</translation>
    </message>
    <message>
        <source>the system does not allow it</source>
        <translation>系统不允许</translation>
    </message>
    <message>
        <source>Give yourself the right to this folder, or choose another one.</source>
        <translation>请取得此文件夹的权限，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>this place cannot be written</source>
        <translation>此处无法写入</translation>
    </message>
    <message>
        <source>Choose a folder on a disk that can be written.</source>
        <translation>请选择可写磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>它不存在</translation>
    </message>
    <message>
        <source>Check that the folder is still there and its disk is connected.</source>
        <translation>请检查该文件夹是否还在，其磁盘是否已连接。</translation>
    </message>
    <message>
        <source>it is there already</source>
        <translation>它已经存在</translation>
    </message>
    <message>
        <source>Move what is there out of the way, or choose another name.</source>
        <translation>请把已有的内容移开，或选择其他名称。</translation>
    </message>
    <message>
        <source>another program is using it</source>
        <translation>另一个程序正在使用它</translation>
    </message>
    <message>
        <source>Close the program that uses it, such as a virus scanner, and try again.</source>
        <translation>请关闭正在使用它的程序（例如杀毒软件），然后重试。</translation>
    </message>
    <message>
        <source>the two places lie on different disks</source>
        <translation>两个位置在不同的磁盘上</translation>
    </message>
    <message>
        <source>Choose two folders on the same disk.</source>
        <translation>请选择同一磁盘上的两个文件夹。</translation>
    </message>
    <message>
        <source>Check the disk, and try again.</source>
        <translation>请检查磁盘，然后重试。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2.</source>
        <translation>无法创建 %1：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be put in its place: %2.</source>
        <translation>无法把 %1 放到位：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2.</source>
        <translation>无法移除 %1：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be locked: %2.</source>
        <translation>无法锁定 %1：%2。</translation>
    </message>
    <message>
        <source>%1 needs %2, but only %3 are free on its disk.</source>
        <translation>%1 需要 %2，但其磁盘上只有 %3 可用。</translation>
    </message>
</context>
<context>
    <name>portico::FileLock</name>
    <message>
        <source>Another Portico is at work here.</source>
        <translation>另一个 Portico 正在此处工作。</translation>
    </message>
    <message>
        <source>Wait until it is done, or end it, and try again.</source>
        <translation>请等它完成或将它结束，然后重试。</translation>
    </message>
    <message>
        <source>Another Portico (process %1) is at work here: %2.</source>
        <translation>另一个 Portico（进程 %1）正在此处工作：%2。</translation>
    </message>
    <message>
        <source>Another Portico (process %1) is at work here.</source>
        <translation>另一个 Portico（进程 %1）正在此处工作。</translation>
    </message>
</context>
<context>
    <name>portico::FileSource</name>
    <message>
        <source>the install&apos;s own copy</source>
        <translation>实例自己的副本</translation>
    </message>
    <message>
        <source>another install</source>
        <translation>另一个实例</translation>
    </message>
    <message>
        <source>the archive it was unpacked from</source>
        <translation>解压它的压缩包</translation>
    </message>
    <message>
        <source>what installers always write</source>
        <translation>安装程序总会写入的内容</translation>
    </message>
    <message>
        <source>the store&apos;s wheels</source>
        <translation>存储区中的 wheel</translation>
    </message>
    <message>
        <source>the package index</source>
        <translation>软件包索引</translation>
    </message>
</context>
<context>
    <name>portico::FindGuilty</name>
    <message>
        <source>All is well.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>ComfyUI did not become ready.</source>
        <translation>ComfyUI 没有就绪。</translation>
    </message>
    <message>
        <source>A node pack could not be imported.</source>
        <translation>有节点包无法导入。</translation>
    </message>
    <message>
        <source>It still goes wrong.</source>
        <translation>问题仍然存在。</translation>
    </message>
    <message>
        <source>Round %1 of at most %2: no pack</source>
        <translation>第 %1 轮（最多 %2 轮）：没有节点包</translation>
    </message>
    <message numerus="yes">
        <source>Round %1 of at most %2: %n pack(s)</source>
        <translation>
            <numerusform>第 %1 轮（最多 %2 轮）：%n 个节点包</numerusform>
        </translation>
    </message>
    <message>
        <source>Packs: %1</source>
        <translation>节点包：%1</translation>
    </message>
    <message>
        <source>The node pack %1 keeps ComfyUI from starting.</source>
        <translation>节点包 %1 使 ComfyUI 无法启动。</translation>
    </message>
    <message>
        <source>The node pack %1 cannot be imported, also when it is alone.</source>
        <translation>节点包 %1 即使单独使用也无法导入。</translation>
    </message>
    <message>
        <source>It goes wrong with the node pack %1, also when it is alone.</source>
        <translation>节点包 %1 即使单独使用也会出问题。</translation>
    </message>
    <message>
        <source>It goes wrong only when these node packs are together: %1.</source>
        <translation>只有这些节点包同时使用时才会出问题：%1。</translation>
    </message>
    <message>
        <source>No node pack is the cause: it goes wrong without any, too.</source>
        <translation>原因不在节点包：一个都不加载也会出问题。</translation>
    </message>
    <message>
        <source>With all node packs, nothing went wrong this time.</source>
        <translation>这次加载了全部节点包，没有出现问题。</translation>
    </message>
</context>
<context>
    <name>portico::FindPython</name>
    <message>
        <source>There is no program %1.</source>
        <translation>没有程序 %1。</translation>
    </message>
    <message>
        <source>Give the path of a Python 3.10 or newer.</source>
        <translation>请给出 Python 3.10 或更高版本的路径。</translation>
    </message>
    <message>
        <source>%1 is Python %2, which is too old.</source>
        <translation>%1 是 Python %2，版本过于老旧。</translation>
    </message>
    <message>
        <source>There is no Python 3.10 or newer on this computer.</source>
        <translation>这台计算机上没有 Python 3.10 或更高版本。</translation>
    </message>
    <message>
        <source>Install Python from python.org or your system&apos;s packages.</source>
        <translation>请从 python.org 或通过系统的软件包安装 Python。</translation>
    </message>
    <message>
        <source>None was found on PATH.</source>
        <translation>在 PATH 中没有找到。</translation>
    </message>
    <message>
        <source>Tried: %1</source>
        <translation>已尝试：%1</translation>
    </message>
</context>
<context>
    <name>portico::FinishEnv</name>
    <message>
        <source>The environment has no Python where comfy-env looks for it: %1.</source>
        <translation>环境中没有 comfy-env 所查找的 Python：%1。</translation>
    </message>
    <message>
        <source>Try again; the log of the environment tells more.</source>
        <translation>请重试；环境的日志中有更多信息。</translation>
    </message>
</context>
<context>
    <name>portico::FixSettings</name>
    <message>
        <source>The argument %1 is not among the arguments of “%2”.</source>
        <translation>参数 %1 不在“%2”的参数之中。</translation>
    </message>
    <message>
        <source>Look at the command in the settings of this install, and at its start script.</source>
        <translation>请查看此实例设置中的命令以及它的启动脚本。</translation>
    </message>
    <message>
        <source>The ComfyUI of “%1” does not know %2.</source>
        <translation>“%1”的 ComfyUI 不支持 %2。</translation>
    </message>
    <message>
        <source>Use a newer version of ComfyUI.</source>
        <translation>请使用较新版本的 ComfyUI。</translation>
    </message>
    <message>
        <source>Use the next free port</source>
        <translation>使用下一个可用端口</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Use graphics card %1 only</source>
        <translation>只使用显卡 %1</translation>
    </message>
    <message>
        <source>Use the classic layout</source>
        <translation>使用经典布局</translation>
    </message>
    <message>
        <source>Install what %1 needs…</source>
        <translation>安装 %1 需要的内容…</translation>
    </message>
    <message>
        <source>Repair torch…</source>
        <translation>修复 torch…</translation>
    </message>
    <message>
        <source>Repair…</source>
        <translation>修复…</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>禁用 %1</translation>
    </message>
    <message>
        <source>Update %1…</source>
        <translation>更新 %1…</translation>
    </message>
    <message>
        <source>Run the install.py of %1…</source>
        <translation>运行 %1 的 install.py…</translation>
    </message>
    <message>
        <source>Find the node pack…</source>
        <translation>查找节点包…</translation>
    </message>
    <message>
        <source>Find the guilty pack…</source>
        <translation>查找问题节点包…</translation>
    </message>
    <message>
        <source>Safe start</source>
        <translation>安全启动</translation>
    </message>
    <message>
        <source>Choose another build…</source>
        <translation>选择其他构建版本…</translation>
    </message>
    <message>
        <source>End what is left</source>
        <translation>结束残留进程</translation>
    </message>
    <message>
        <source>Clear and repair…</source>
        <translation>清理并修复…</translation>
    </message>
    <message>
        <source>Create the folder</source>
        <translation>创建文件夹</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open the web page</source>
        <translation>打开网页</translation>
    </message>
    <message>
        <source>Show what takes space</source>
        <translation>显示占用空间的内容</translation>
    </message>
    <message>
        <source>This fix is no change of settings.</source>
        <translation>此处理方法不是对设置的更改。</translation>
    </message>
    <message>
        <source>Please report this as a bug.</source>
        <translation>请将此作为缺陷报告。</translation>
    </message>
</context>
<context>
    <name>portico::ForeignSnapshots</name>
    <message>
        <source>%1 cannot be used: %2</source>
        <translation>无法使用 %1：%2</translation>
    </message>
    <message>
        <source>Write it anew with the program that it is of.</source>
        <translation>请用它所属的程序重新写入。</translation>
    </message>
    <message>
        <source>%1 has no commit.</source>
        <translation>%1 没有提交。</translation>
    </message>
    <message>
        <source>“%1” is no node pack of the registry.</source>
        <translation>“%1”不是注册表中的节点包。</translation>
    </message>
    <message>
        <source>Its list of Python packages is not taken over: what the node packs need is planned for this ComfyUI.</source>
        <translation>不采用它的 Python 软件包列表：节点包的需求会按这个 ComfyUI 制定方案。</translation>
    </message>
    <message>
        <source>It was taken with ComfyUI of commit %1, which stays as it is here.</source>
        <translation>它是在 ComfyUI 提交 %1 时记录的，这里的 ComfyUI 保持不变。</translation>
    </message>
    <message>
        <source>%1 was written by a newer Comfy Desktop.</source>
        <translation>%1 由较新的 Comfy Desktop 写入。</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>请更新 Portico，然后重试。</translation>
    </message>
    <message>
        <source>there is no snapshot in it.</source>
        <translation>其中没有快照。</translation>
    </message>
    <message>
        <source>It was taken with ComfyUI %1, which stays as it is here.</source>
        <translation>它是在 ComfyUI %1 时记录的，这里的 ComfyUI 保持不变。</translation>
    </message>
    <message>
        <source>ComfyUI-Manager&apos;s snapshots cannot say “%1”.</source>
        <translation>ComfyUI-Manager 的快照无法表示“%1”。</translation>
    </message>
    <message>
        <source>What was changed by hand in “%1” is not in it.</source>
        <translation>“%1”中手动更改的内容不包含在内。</translation>
    </message>
</context>
<context>
    <name>portico::GitAddress</name>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
    <message>
        <source>Give the folder of a git repository, or its https address.</source>
        <translation>请给出 git 仓库的文件夹，或它的 https 地址。</translation>
    </message>
    <message>
        <source>%1 would be fetched without encryption.</source>
        <translation>%1 将在没有加密的情况下获取。</translation>
    </message>
    <message>
        <source>Use its https address, or allow http from this host in the network settings.</source>
        <translation>请使用它的 https 地址，或在网络设置中允许此主机使用 http。</translation>
    </message>
    <message>
        <source>The address names no host.</source>
        <translation>该地址没有主机名。</translation>
    </message>
    <message>
        <source>Give an address such as https://github.com/owner/name.</source>
        <translation>请给出形如 https://github.com/owner/name 的地址。</translation>
    </message>
    <message>
        <source>This is no address of a git repository.</source>
        <translation>这不是 git 仓库的地址。</translation>
    </message>
    <message>
        <source>Give an https address, or the path of a folder.</source>
        <translation>请给出 https 地址，或文件夹的路径。</translation>
    </message>
    <message>
        <source>Repositories are fetched by https only, and this is another kind of address.</source>
        <translation>仓库只通过 https 获取，而这是另一种地址。</translation>
    </message>
    <message>
        <source>Give its https address, such as https://github.com/owner/name.</source>
        <translation>请给出它的 https 地址，例如 https://github.com/owner/name。</translation>
    </message>
    <message>
        <source>This is no address that a git repository can have.</source>
        <translation>这不是 git 仓库可以使用的地址。</translation>
    </message>
</context>
<context>
    <name>portico::GitFailure</name>
    <message>
        <source>There is no repository at %1.</source>
        <translation>%1 处没有仓库。</translation>
    </message>
    <message>
        <source>Check the address; a private repository may need a login.</source>
        <translation>请检查地址；私有仓库可能需要登录。</translation>
    </message>
    <message>
        <source>The proxy refused the way to %1.</source>
        <translation>代理拒绝了通往 %1 的连接。</translation>
    </message>
    <message>
        <source>%1 does not let you in.</source>
        <translation>%1 不允许进入。</translation>
    </message>
    <message>
        <source>Check the proxy and its login in the network settings.</source>
        <translation>请在网络设置中检查代理及其登录信息。</translation>
    </message>
    <message>
        <source>Check the address and its user and password.</source>
        <translation>请检查地址及其用户名和密码。</translation>
    </message>
    <message>
        <source>%1 answered with status %2.</source>
        <translation>%1 返回了状态 %2。</translation>
    </message>
    <message>
        <source>Try again later, or use another address.</source>
        <translation>请稍后重试，或使用其他地址。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>%1 的证书不受信任。</translation>
    </message>
    <message>
        <source>If your network inspects connections, name its certificate authority in the network settings.</source>
        <translation>如果您的网络会检查连接内容，请在网络设置中指定其证书颁发机构。</translation>
    </message>
    <message>
        <source>The disk became full while %1 was fetched.</source>
        <translation>获取 %1 时磁盘已满。</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>请释放一些空间，然后重试。</translation>
    </message>
    <message>
        <source>What answers at %1 is no git server.</source>
        <translation>在 %1 应答的不是 git 服务器。</translation>
    </message>
    <message>
        <source>Check the address; the network may also want you to sign in first.</source>
        <translation>请检查地址；也可能需要先登录网络。</translation>
    </message>
    <message>
        <source>The address of %1 cannot be found: there is no such host, or no network.</source>
        <translation>找不到 %1 的地址：没有该主机，或没有网络。</translation>
    </message>
    <message>
        <source>Check the address and your connection.</source>
        <translation>请检查地址和网络连接。</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>与 %1 的连接失败。</translation>
    </message>
    <message>
        <source>Check your connection and try again.</source>
        <translation>请检查网络连接，然后重试。</translation>
    </message>
    <message>
        <source>What came from %1 is damaged.</source>
        <translation>来自 %1 的内容已损坏。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, the repository itself is damaged.</source>
        <translation>请重试；如果问题依旧，说明仓库本身已损坏。</translation>
    </message>
    <message>
        <source>There is no git repository in %1.</source>
        <translation>%1 中没有 git 仓库。</translation>
    </message>
    <message>
        <source>Check the path or address.</source>
        <translation>请检查路径或地址。</translation>
    </message>
    <message>
        <source>Git could not fetch %1.</source>
        <translation>git 无法获取 %1。</translation>
    </message>
    <message>
        <source>Look at the job&apos;s log for git&apos;s own words, and try again.</source>
        <translation>请在任务日志中查看 git 的原始消息，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::GitMain</name>
    <message>
        <source>git cannot reach %1 through a proxy: it leads https there only.</source>
        <translation>git 无法通过代理访问 %1：该代理只转发 https。</translation>
    </message>
    <message>
        <source>Use an https address, or except %1 from the proxy.</source>
        <translation>请使用 https 地址，或把 %1 设为不经过代理。</translation>
    </message>
</context>
<context>
    <name>portico::GitTransfer</name>
    <message>
        <source>Receive</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>组合</translation>
    </message>
    <message>
        <source>Wait for the server</source>
        <translation>等待服务器</translation>
    </message>
    <message>
        <source>%1 does not accept the user and password.</source>
        <translation>%1 不接受该用户名和密码。</translation>
    </message>
    <message>
        <source>%1 wants a login: it is private, or it is not there.</source>
        <translation>%1 要求登录：它是私有的，或者不存在。</translation>
    </message>
    <message>
        <source>Check the address; put user and token into it as https://user:token@host/…</source>
        <translation>请检查地址；把用户名和令牌写成 https://user:token@host/…</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>检出</translation>
    </message>
</context>
<context>
    <name>portico::Github</name>
    <message>
        <source>The answer of %1 cannot be understood.</source>
        <translation>无法理解 %1 的应答。</translation>
    </message>
    <message>
        <source>Try again. A sign-in page of your network may be in the way.</source>
        <translation>请重试。可能被网络的登录页面阻挡。</translation>
    </message>
    <message numerus="yes">
        <source>%1 wants fewer questions: waiting for %n second(s).</source>
        <translation>
            <numerusform>%1 要求减少查询：等待 %n 秒。</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a new one at %1/settings/tokens and give it with “porticoctl github login”.</source>
        <translation>请在 %1/settings/tokens 创建新的令牌，并用“porticoctl github login”提供它。</translation>
    </message>
    <message>
        <source>GitHub refused %1: the organisation demands single sign-on, and the token is not authorised for it.</source>
        <translation>GitHub 拒绝了 %1：该组织要求单点登录，而此令牌未获得授权。</translation>
    </message>
    <message>
        <source>Open %1, authorise the token, then try again.</source>
        <translation>请打开 %1，为令牌授权，然后重试。</translation>
    </message>
    <message>
        <source>Open %1/settings/tokens, choose “Configure SSO” beside the token, then try again.</source>
        <translation>请打开 %1/settings/tokens，在令牌旁选择“Configure SSO”，然后重试。</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks the right “%2”.</source>
        <translation>GitHub 拒绝了 %1：令牌缺少权限“%2”。</translation>
    </message>
    <message>
        <source>” or “</source>
        <translation>”或“</translation>
    </message>
    <message>
        <source>Give the token that right at %1/settings/tokens, or make a new one with it.</source>
        <translation>请在 %1/settings/tokens 为令牌添加该权限，或创建带有该权限的新令牌。</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks a permission.</source>
        <translation>GitHub 拒绝了 %1：令牌缺少某项权限。</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks the permission “%2”.</source>
        <translation>GitHub 拒绝了 %1：令牌缺少权限“%2”。</translation>
    </message>
    <message>
        <source>Give the token that permission for this repository at %1/settings/personal-access-tokens.</source>
        <translation>请在 %1/settings/personal-access-tokens 为令牌添加对此仓库的该权限。</translation>
    </message>
    <message>
        <source>GitHub refused %1: two-factor authentication is demanded.</source>
        <translation>GitHub 拒绝了 %1：需要双重身份验证。</translation>
    </message>
    <message>
        <source>Turn it on at %1/settings/security and use a token, never the password.</source>
        <translation>请在 %1/settings/security 启用它，并使用令牌，切勿使用密码。</translation>
    </message>
    <message>
        <source>GitHub refused %1: %2</source>
        <translation>GitHub 拒绝了 %1：%2</translation>
    </message>
    <message>
        <source>Ask an owner of the repository, or use a token with more rights.</source>
        <translation>请询问仓库的所有者，或使用权限更多的令牌。</translation>
    </message>
    <message>
        <source>GitHub has nothing for %1, or the token may not see it.</source>
        <translation>GitHub 上没有 %1 的内容，或令牌无权查看。</translation>
    </message>
    <message>
        <source>Check the names. A private repository needs a token with the right “repo”, or one that was made for it.</source>
        <translation>请检查名称。私有仓库需要带有“repo”权限的令牌，或专为它创建的令牌。</translation>
    </message>
    <message>
        <source>%1 has a problem of its own (status %2).</source>
        <translation>%1 自身出现了问题（状态 %2）。</translation>
    </message>
    <message>
        <source>Try again later; githubstatus.com says more.</source>
        <translation>请稍后重试；githubstatus.com 上有更多信息。</translation>
    </message>
    <message>
        <source>GitHub says that what is meant with %1 has another name now.</source>
        <translation>GitHub 表示 %1 所指的内容现在使用另一个名称。</translation>
    </message>
    <message>
        <source>Look for its new name with a browser, and use that.</source>
        <translation>请用浏览器查找它的新名称，并使用新名称。</translation>
    </message>
    <message>
        <source>GitHub did not accept %1: %2</source>
        <translation>GitHub 不接受 %1：%2</translation>
    </message>
    <message>
        <source>Change what it says, then try again.</source>
        <translation>请修改其内容，然后重试。</translation>
    </message>
    <message>
        <source>it gave no reason</source>
        <translation>没有给出原因</translation>
    </message>
    <message>
        <source>No token for %1 was given.</source>
        <translation>没有提供用于 %1 的令牌。</translation>
    </message>
    <message>
        <source>%1 does not accept the token: it has expired, was revoked or is none.</source>
        <translation>%1 不接受该令牌：它已过期、被撤销，或不是令牌。</translation>
    </message>
    <message>
        <source>GitHub does not keep what is meant with %1 any more.</source>
        <translation>GitHub 不再保存 %1 所指的内容。</translation>
    </message>
    <message>
        <source>Let the workflow make it again.</source>
        <translation>请让工作流重新生成。</translation>
    </message>
</context>
<context>
    <name>portico::GithubAccount</name>
    <message>
        <source>Without the right “repo” it can neither push, nor start workflows, nor make releases.</source>
        <translation>没有“repo”权限，就不能推送、启动工作流或创建发行版。</translation>
    </message>
    <message>
        <source>Without the right “workflow” it cannot push workflow files.</source>
        <translation>没有“workflow”权限，就不能推送工作流文件。</translation>
    </message>
    <message>
        <source>It expires on %1.</source>
        <translation>它将于 %1 过期。</translation>
    </message>
    <message>
        <source>asking whose the token is</source>
        <translation>正在查询令牌属于谁</translation>
    </message>
</context>
<context>
    <name>portico::GithubReleases</name>
    <message>
        <source>GitHub&apos;s answer is no list of releases, or only a part of one.</source>
        <translation>GitHub 的应答不是发行版列表，或只是其中一部分。</translation>
    </message>
    <message>
        <source>Try again later. If a GitHub mirror is set, check its address.</source>
        <translation>请稍后重试。如果设置了 GitHub 镜像，请检查其地址。</translation>
    </message>
    <message>
        <source>“%1” is no GitHub repository.</source>
        <translation>“%1”不是 GitHub 仓库。</translation>
    </message>
    <message>
        <source>Write it as owner/name.</source>
        <translation>请写成 owner/name。</translation>
    </message>
</context>
<context>
    <name>portico::GithubRepository</name>
    <message>
        <source>“%1” is no GitHub repository.</source>
        <translation>“%1”不是 GitHub 仓库。</translation>
    </message>
    <message>
        <source>Write it as owner/name.</source>
        <translation>请写成 owner/name。</translation>
    </message>
    <message>
        <source>looking at %1</source>
        <translation>正在查看 %1</translation>
    </message>
    <message>
        <source>The repository %1 is archived: nothing in it can change.</source>
        <translation>仓库 %1 已归档：其中的内容无法更改。</translation>
    </message>
    <message>
        <source>Its owner can unarchive it in its settings on GitHub.</source>
        <translation>其所有者可以在 GitHub 的仓库设置中取消归档。</translation>
    </message>
    <message>
        <source>The token may read the repository %1, but not write to it.</source>
        <translation>令牌可以读取仓库 %1，但不能写入。</translation>
    </message>
    <message>
        <source>Ask its owner for write access, fork it, or use a token that has it.</source>
        <translation>请向其所有者请求写入权限、派生该仓库，或使用有写入权限的令牌。</translation>
    </message>
</context>
<context>
    <name>portico::GithubServer</name>
    <message>
        <source>“%1” is no address of a GitHub server.</source>
        <translation>“%1”不是 GitHub 服务器的地址。</translation>
    </message>
    <message>
        <source>Write it as https://github.example.com, or github.com.</source>
        <translation>请写成 https://github.example.com 或 github.com。</translation>
    </message>
</context>
<context>
    <name>portico::GivenToken</name>
    <message>
        <source>%1 holds no token.</source>
        <translation>%1 中没有令牌。</translation>
    </message>
    <message>
        <source>Write the token into it, and nothing else.</source>
        <translation>请只把令牌写入其中，不要写入其他内容。</translation>
    </message>
    <message>
        <source>The token file %1 may be read by others on this computer.</source>
        <translation>令牌文件 %1 可能会被这台计算机上的其他人读取。</translation>
    </message>
    <message>
        <source>Keep it to yourself: chmod 600 %1</source>
        <translation>请设为仅自己可读：chmod 600 %1</translation>
    </message>
    <message>
        <source>From the variable %1, not from a keychain.</source>
        <translation>来自变量 %1，而不是密钥环。</translation>
    </message>
    <message>
        <source>From the file %1, which holds it unencrypted: not from a keychain.</source>
        <translation>来自文件 %1，其中以未加密方式保存：而不是来自密钥环。</translation>
    </message>
    <message>
        <source>From the service&apos;s credentials (%1), not from a keychain.</source>
        <translation>来自服务的凭据（%1），而不是密钥环。</translation>
    </message>
</context>
<context>
    <name>portico::GpuPick</name>
    <message>
        <source>“%1” names no GPUs.</source>
        <translation>“%1”没有指定 GPU。</translation>
    </message>
    <message>
        <source>Write numbers as “porticoctl hardware” shows them, such as 0 or 0,1, a UUID that begins with GPU- or MIG-, or all.</source>
        <translation>请写出“porticoctl hardware”显示的编号，例如 0 或 0,1；或以 GPU- 或 MIG- 开头的 UUID；或 all。</translation>
    </message>
    <message>
        <source>“%1” is no accelerator.</source>
        <translation>“%1”不是加速器。</translation>
    </message>
    <message>
        <source>Choose one of: cuda, rocm, xpu, mps, cpu, auto.</source>
        <translation>请选择其中之一：cuda、rocm、xpu、mps、cpu、auto。</translation>
    </message>
    <message>
        <source>The build of “%1” is made for %2 and cannot compute on %3.</source>
        <translation>“%1”的构建版本适用于 %2，无法在 %3 上计算。</translation>
    </message>
    <message>
        <source>Add an install made for %1 beside it; cpu works with any.</source>
        <translation>请另外添加一个适用于 %1 的实例；cpu 可用于任何版本。</translation>
    </message>
    <message>
        <source>The argument --cpu of “%1” wins over its accelerator %2.</source>
        <translation>“%1”的参数 --cpu 优先于其加速器 %2。</translation>
    </message>
    <message>
        <source>The GPU choice of “%1” has no effect: it computes on %2.</source>
        <translation>“%1”的 GPU 选择不起作用：它在 %2 上计算。</translation>
    </message>
    <message>
        <source>The argument %1 of “%2” wins over its GPU choice.</source>
        <translation>“%2”的参数 %1 优先于其 GPU 选择。</translation>
    </message>
    <message>
        <source>The variable %1 that was set for “%2” wins over its GPU choice.</source>
        <translation>为“%2”设置的变量 %1 优先于其 GPU 选择。</translation>
    </message>
</context>
<context>
    <name>portico::HardwareProbe</name>
    <message>
        <source>There is no %1 on this computer.</source>
        <translation>这台计算机上没有 %1。</translation>
    </message>
    <message>
        <source>The driver of such a GPU brings it along; without one there is nothing to do.</source>
        <translation>此类 GPU 的驱动程序自带它；没有此类 GPU 则无需任何操作。</translation>
    </message>
</context>
<context>
    <name>portico::HardwareSources</name>
    <message>
        <source>The tool %1, which knows the GPUs, failed: %2</source>
        <translation>用于识别 GPU 的工具 %1 失败：%2</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>退出码 %1</translation>
    </message>
    <message numerus="yes">
        <source>The tool %1, which knows the GPUs, gave no answer within %n second(s) and was ended.</source>
        <translation>
            <numerusform>用于识别 GPU 的工具 %1 在 %n 秒内没有应答，已被结束。</numerusform>
        </translation>
    </message>
    <message>
        <source>A restart of the computer often helps when a graphics driver no longer answers.</source>
        <translation>显卡驱动不再应答时，重新启动计算机通常有帮助。</translation>
    </message>
    <message>
        <source>What the tool %1 says about the GPUs cannot be understood.</source>
        <translation>无法理解工具 %1 给出的 GPU 信息。</translation>
    </message>
    <message>
        <source>Choose the accelerator by hand. Installing the GPU&apos;s driver again, and a restart, often help.</source>
        <translation>请手动选择加速器。重新安装 GPU 的驱动并重新启动计算机，通常有帮助。</translation>
    </message>
</context>
<context>
    <name>portico::HelperLines</name>
    <message>
        <source>Portico&apos;s helper program said something that cannot be understood.</source>
        <translation>Portico 的辅助程序输出了无法理解的内容。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>请重新安装 Portico。</translation>
    </message>
</context>
<context>
    <name>portico::HelperProgram</name>
    <message>
        <source>Portico&apos;s helper program is missing from %1.</source>
        <translation>%1 中缺少 Portico 的辅助程序。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>请重新安装 Portico。</translation>
    </message>
</context>
<context>
    <name>portico::HttpClient</name>
    <message>
        <source>%1 sent more than the %2 bytes that such a document may have.</source>
        <translation>%1 发送的内容超过了此类文档允许的 %2 字节。</translation>
    </message>
    <message>
        <source>Check the address: it may not lead to what you expect.</source>
        <translation>请检查地址：它指向的可能不是所期望的内容。</translation>
    </message>
    <message>
        <source>%1 has nothing at this address: %2.</source>
        <translation>%1 在此地址没有内容：%2。</translation>
    </message>
    <message>
        <source>Check the address, or look for a newer one.</source>
        <translation>请检查地址，或查找较新的文件。</translation>
    </message>
    <message>
        <source>%1 does not allow this download (status %2).</source>
        <translation>%1 不允许此下载（状态 %2）。</translation>
    </message>
    <message>
        <source>It may need an account or a token, or it counts too many requests: try again later.</source>
        <translation>可能需要账户或令牌，或请求次数过多：请稍后重试。</translation>
    </message>
    <message>
        <source>%1 says that there were too many requests.</source>
        <translation>%1 表示请求过多。</translation>
    </message>
    <message>
        <source>Wait some minutes, then try again.</source>
        <translation>请等几分钟，然后重试。</translation>
    </message>
    <message>
        <source>%1 has a problem of its own (status %2).</source>
        <translation>%1 自身出现了问题（状态 %2）。</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <source>%1 answered with status %2 instead of the file.</source>
        <translation>%1 返回了状态 %2，而不是文件。</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>请检查地址。</translation>
    </message>
</context>
<context>
    <name>portico::ImportVendored</name>
    <message>
        <source>%1 is not an exported install: %2.</source>
        <translation>%1 不是导出的实例：%2。</translation>
    </message>
    <message>
        <source>Export it again where it is kept: “porticoctl vendor export INSTALL FILE”.</source>
        <translation>请在保存它的地方重新导出：“porticoctl vendor export INSTALL FILE”。</translation>
    </message>
    <message>
        <source>“%1” in it is not what was kept (%2).</source>
        <translation>其中的“%1”与当初保存的不同（%2）。</translation>
    </message>
    <message>
        <source>Copy the exported file again; nothing of it was taken in.</source>
        <translation>请重新复制导出的文件；没有采用其中任何内容。</translation>
    </message>
    <message>
        <source>it has no record, or several</source>
        <translation>它没有记录，或有多个记录</translation>
    </message>
    <message>
        <source>its record cannot be read</source>
        <translation>无法读取其记录</translation>
    </message>
    <message>
        <source>its record was changed</source>
        <translation>其记录已被更改</translation>
    </message>
    <message>
        <source>importing %1</source>
        <translation>正在导入 %1</translation>
    </message>
</context>
<context>
    <name>portico::Install</name>
    <message>
        <source>it is no SHA-256</source>
        <translation>它不是 SHA-256</translation>
    </message>
    <message>
        <source>it is no known layout</source>
        <translation>它不是已知的布局</translation>
    </message>
    <message>
        <source>it is no layer</source>
        <translation>它不是层</translation>
    </message>
    <message>
        <source>a layer and its view come together</source>
        <translation>层与其视图必须同时存在</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>它缺失</translation>
    </message>
    <message>
        <source>it leads out of the generation</source>
        <translation>它通向世代之外</translation>
    </message>
    <message>
        <source>it is neither start nor start-and-open</source>
        <translation>它既不是 start 也不是 start-and-open</translation>
    </message>
    <message>
        <source>it is no accelerator</source>
        <translation>它不是加速器</translation>
    </message>
    <message>
        <source>it names no GPUs</source>
        <translation>它没有指定 GPU</translation>
    </message>
    <message>
        <source>it is neither base nor torch</source>
        <translation>它既不是 base 也不是 torch</translation>
    </message>
    <message>
        <source>it is neither separate nor classic</source>
        <translation>它既不是 separate 也不是 classic</translation>
    </message>
    <message>
        <source>it is neither stable nor latest</source>
        <translation>它既不是 stable 也不是 latest</translation>
    </message>
    <message>
        <source>it is no absolute path</source>
        <translation>它不是绝对路径</translation>
    </message>
    <message>
        <source>no such generation is listed</source>
        <translation>没有列出这样的世代</translation>
    </message>
</context>
<context>
    <name>portico::InstallEntry</name>
    <message>
        <source>“%1” is not at its address any more. %2</source>
        <translation>“%1”已不在其地址上。%2</translation>
    </message>
    <message>
        <source>Refresh the catalogue and choose again.</source>
        <translation>请刷新目录，然后重新选择。</translation>
    </message>
</context>
<context>
    <name>portico::InstallFile</name>
    <message>
        <source>There is no install yet.</source>
        <translation>还没有实例。</translation>
    </message>
    <message>
        <source>The installs are: %1.</source>
        <translation>现有实例：%1。</translation>
    </message>
    <message>
        <source>There is no install “%1” in %2.</source>
        <translation>%2 中没有实例“%1”。</translation>
    </message>
    <message>
        <source>changing an install</source>
        <translation>正在更改实例</translation>
    </message>
    <message>
        <source>The file %1 of the install “%2” cannot be used.</source>
        <translation>无法使用实例“%2”的文件 %1。</translation>
    </message>
    <message>
        <source>The settings of “%1” were written by a newer Portico and are not changed by this one.</source>
        <translation>“%1”的设置由较新的 Portico 写入，当前版本不会更改。</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>请更新 Portico，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::InstallScript</name>
    <message>
        <source>The install.py of “%1” is no file of its own, so it is not run.</source>
        <translation>“%1”的 install.py 不是它自己的文件，因此不运行。</translation>
    </message>
    <message>
        <source>The install.py of “%1” is too long to be shown, so it is not run.</source>
        <translation>“%1”的 install.py 太长，无法显示，因此不运行。</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptClone</name>
    <message>
        <source>a look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>A throwaway copy of “%1” needs %2 on the disk, and %3 are free.</source>
        <translation>“%1”的一次性副本需要 %2 磁盘空间，目前可用 %3。</translation>
    </message>
    <message>
        <source>Free some space, or install the node pack without running its install.py.</source>
        <translation>请释放一些空间，或安装该节点包而不运行其 install.py。</translation>
    </message>
    <message>
        <source>The Python of “%1” cannot be copied: the copy would change packages elsewhere.</source>
        <translation>无法复制“%1”的 Python：副本会更改别处的软件包。</translation>
    </message>
    <message>
        <source>Install the node pack without running its install.py.</source>
        <translation>请安装该节点包而不运行其 install.py。</translation>
    </message>
    <message>
        <source>Copy Python and packages for install.py</source>
        <translation>为 install.py 复制 Python 和软件包</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptLeavings</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 以及另外 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>The install.py of “%1” also brought %2, which is not taken over.</source>
        <translation>“%1”的 install.py 还带来了 %2，不予采用。</translation>
    </message>
    <message>
        <source>The install.py of “%1” took %2 away, which stays here.</source>
        <translation>“%1”的 install.py 移除了 %2，这里仍然保留。</translation>
    </message>
    <message>
        <source>The install.py of “%1” took the node pack&apos;s own folder away.</source>
        <translation>“%1”的 install.py 移除了节点包自己的文件夹。</translation>
    </message>
    <message>
        <source>Install the node pack without running its script.</source>
        <translation>请安装该节点包而不运行其脚本。</translation>
    </message>
    <message>
        <source>What the install.py of “%1” wrote outside of the node pack was thrown away: %2.</source>
        <translation>“%1”的 install.py 写在节点包之外的内容已丢弃：%2。</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptRun</name>
    <message>
        <source>it said nothing</source>
        <translation>它没有任何输出</translation>
    </message>
    <message>
        <source>The install.py of “%1” crashed: %2</source>
        <translation>“%1”的 install.py 崩溃：%2</translation>
    </message>
    <message>
        <source>The install.py of “%1” failed with exit code %2: %3</source>
        <translation>“%1”的 install.py 失败，退出码 %2：%3</translation>
    </message>
    <message>
        <source>Nothing was changed. The node pack can also be installed without running its script.</source>
        <translation>没有更改任何内容。也可以安装该节点包而不运行其脚本。</translation>
    </message>
    <message>
        <source>Run the install.py of %1</source>
        <translation>运行 %1 的 install.py</translation>
    </message>
</context>
<context>
    <name>portico::InstallScripts</name>
    <message>
        <source>“%1” brings no install.py that could run now.</source>
        <translation>“%1”没有带来现在可以运行的 install.py。</translation>
    </message>
    <message>
        <source>Go on without running one.</source>
        <translation>请继续而不运行它。</translation>
    </message>
    <message>
        <source>Choose among: %1.</source>
        <translation>请从中选择：%1。</translation>
    </message>
    <message>
        <source>running install.py</source>
        <translation>正在运行 install.py</translation>
    </message>
    <message>
        <source>%1 could not be put back.</source>
        <translation>无法恢复 %1。</translation>
    </message>
</context>
<context>
    <name>portico::InterpreterCheck</name>
    <message>
        <source>The Python %1 does not run on this computer.</source>
        <translation>Python %1 无法在这台计算机上运行。</translation>
    </message>
    <message>
        <source>See whether a virus scanner holds it, whether programs may run from this drive, and whether the bundle is for this system.</source>
        <translation>请查看是否被杀毒软件拦截、此驱动器上是否允许运行程序，以及该整合包是否适用于此系统。</translation>
    </message>
</context>
<context>
    <name>portico::Isolable</name>
    <message>
        <source>The node pack “%1” is a single file, which cannot be isolated.</source>
        <translation>节点包“%1”是单个文件，无法隔离。</translation>
    </message>
    <message>
        <source>Leave it as it is.</source>
        <translation>请保持原样。</translation>
    </message>
    <message>
        <source>“%1” manages the ComfyUI that it runs in, and cannot be isolated from it.</source>
        <translation>“%1”管理它所在的 ComfyUI，无法与之隔离。</translation>
    </message>
    <message>
        <source>The node pack “%1” has a comfy-env.toml of its own: what is to be isolated, it isolates itself.</source>
        <translation>节点包“%1”有自己的 comfy-env.toml：需要隔离的内容由它自己隔离。</translation>
    </message>
    <message>
        <source>Build its environments.</source>
        <translation>请构建它的环境。</translation>
    </message>
    <message>
        <source>The node pack “%1” is a link to a folder elsewhere, which is not changed.</source>
        <translation>节点包“%1”是指向别处文件夹的链接，不会更改该文件夹。</translation>
    </message>
    <message>
        <source>Install it from there, then isolate it.</source>
        <translation>请从那里安装，然后再隔离它。</translation>
    </message>
    <message>
        <source>The node pack “%1” is disabled.</source>
        <translation>节点包“%1”已禁用。</translation>
    </message>
    <message>
        <source>Enable it first.</source>
        <translation>请先启用它。</translation>
    </message>
</context>
<context>
    <name>portico::Json</name>
    <message>
        <source>%1 cannot be understood: %2.</source>
        <translation>无法理解 %1：%2。</translation>
    </message>
    <message>
        <source>Repair it in a text editor, or put a good copy in its place.</source>
        <translation>请用文本编辑器修复它，或换上完好的副本。</translation>
    </message>
    <message>
        <source>%1 cannot be understood: %2 (line %3).</source>
        <translation>无法理解 %1：%2（第 %3 行）。</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>它是空的</translation>
    </message>
    <message>
        <source>it holds nothing but zeros</source>
        <translation>其中只有零</translation>
    </message>
    <message>
        <source>it is UTF-16 and not UTF-8</source>
        <translation>它是 UTF-16 而不是 UTF-8</translation>
    </message>
    <message>
        <source>it begins with a byte-order mark</source>
        <translation>它以字节顺序标记开头</translation>
    </message>
    <message>
        <source>it holds a zero byte</source>
        <translation>它含有零字节</translation>
    </message>
    <message>
        <source>it has more than %1</source>
        <translation>它超过 %1</translation>
    </message>
    <message>
        <source>it is not valid JSON</source>
        <translation>它不是有效的 JSON</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>它不是 JSON 对象</translation>
    </message>
    <message>
        <source>The document</source>
        <translation>该文档</translation>
    </message>
    <message>
        <source>it is not a JSON list</source>
        <translation>它不是 JSON 列表</translation>
    </message>
    <message>
        <source>something follows its end</source>
        <translation>结尾之后还有内容</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>它过早结束</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>它的嵌套过深</translation>
    </message>
    <message>
        <source>the key “%1” comes twice</source>
        <translation>键“%1”出现了两次</translation>
    </message>
    <message>
        <source>a number in it is out of range</source>
        <translation>其中有数字超出范围</translation>
    </message>
</context>
<context>
    <name>portico::JsonReader</name>
    <message>
        <source>The entry “%1” cannot be used: %2.</source>
        <translation>无法使用条目“%1”：%2。</translation>
    </message>
    <message>
        <source>it is no text</source>
        <translation>它不是文本</translation>
    </message>
    <message>
        <source>it is no whole number</source>
        <translation>它不是整数</translation>
    </message>
    <message>
        <source>it is not between %1 and %2</source>
        <translation>它不在 %1 和 %2 之间</translation>
    </message>
    <message>
        <source>it is neither true nor false</source>
        <translation>它既不是 true 也不是 false</translation>
    </message>
    <message>
        <source>it is no list of texts</source>
        <translation>它不是文本列表</translation>
    </message>
    <message>
        <source>“%1” is no text</source>
        <translation>“%1”不是文本</translation>
    </message>
    <message>
        <source>it is no time</source>
        <translation>它不是时间</translation>
    </message>
    <message>
        <source>it is no object</source>
        <translation>它不是对象</translation>
    </message>
    <message>
        <source>it is no list</source>
        <translation>它不是列表</translation>
    </message>
    <message>
        <source>Correct this entry in a text editor, or put a good copy of the file in its place.</source>
        <translation>请用文本编辑器更正此条目，或换上该文件的完好副本。</translation>
    </message>
</context>
<context>
    <name>portico::JudgeFiles</name>
    <message numerus="yes">
        <source>%n library(s) of another torch are left among those of this one.</source>
        <translation>
            <numerusform>在此 torch 的动态库中残留了另一个 torch 的 %n 个动态库。</numerusform>
        </translation>
    </message>
    <message>
        <source>Libraries of two builds are loaded together, which ends in errors such as “DLL load failed” or “undefined symbol”.</source>
        <translation>两个版本的动态库会被同时加载，最终出现“DLL load failed”或“undefined symbol”之类的错误。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in torch&apos;s folders belong to no package.</source>
        <translation>
            <numerusform>torch 的文件夹中有 %n 个文件不属于任何软件包。</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not libraries, so they rarely harm.</source>
        <translation>它们不是动态库，因此很少造成危害。</translation>
    </message>
    <message>
        <source>%1 is half removed: its metadata is gone.</source>
        <translation>%1 只移除了一半：其元数据不在了。</translation>
    </message>
    <message>
        <source>Packages that ask for its version fail, and pip cannot put it right.</source>
        <translation>要求其版本的软件包会失败，pip 也无法纠正。</translation>
    </message>
    <message numerus="yes">
        <source>%1 is half removed: %n of its files are missing.</source>
        <translation>
            <numerusform>%1 只移除了一半：缺少 %n 个文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing it fails, or fails later in the middle of the work.</source>
        <translation>导入会失败，或之后在工作中途失败。</translation>
    </message>
    <message numerus="yes">
        <source>%n data file(s) of %1 are missing.</source>
        <translation>
            <numerusform>缺少 %1 的 %n 个数据文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>All of its code is there, so it most likely works.</source>
        <translation>它的代码全部都在，因此很可能可以正常工作。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of %1 are not those that were installed.</source>
        <translation>
            <numerusform>%1 有 %n 个文件与安装时的不同。</numerusform>
        </translation>
    </message>
    <message>
        <source>Another build was written over it, and nobody knows what works together.</source>
        <translation>另一个版本覆盖了它，无法知道哪些可以一起工作。</translation>
    </message>
    <message>
        <source>%1 says to be installed twice: %2.</source>
        <translation>%1 自称安装了两次：%2。</translation>
    </message>
    <message>
        <source>An installation was interrupted: the files may be of either version or of both.</source>
        <translation>某次安装被中断：文件可能属于其中一个版本，也可能两者都有。</translation>
    </message>
    <message>
        <source>Python uses the first of them and never sees the other.</source>
        <translation>Python 使用其中第一个，永远看不到另一个。</translation>
    </message>
    <message>
        <source>pip was interrupted while it replaced a package.</source>
        <translation>pip 在替换软件包时被中断。</translation>
    </message>
    <message>
        <source>pip left old files behind.</source>
        <translation>pip 留下了旧文件。</translation>
    </message>
    <message>
        <source>The old package is set aside under another name, and the new one is not there.</source>
        <translation>旧的软件包被改名搁置，而新的不在那里。</translation>
    </message>
    <message>
        <source>They only take space, since the package itself is whole.</source>
        <translation>它们只占用空间，因为软件包本身是完整的。</translation>
    </message>
    <message>
        <source>Repair the install: it removes what was left and puts back what is missing.</source>
        <translation>请修复该实例：会移除残留内容并放回缺失的内容。</translation>
    </message>
</context>
<context>
    <name>portico::JudgeModules</name>
    <message>
        <source>Python imports it in place of the package, which ends in errors such as “module has no attribute”.</source>
        <translation>Python 会导入它而不是该软件包，最终出现“module has no attribute”之类的错误。</translation>
    </message>
    <message>
        <source>Repair the install: it moves the folder aside and puts back the package.</source>
        <translation>请修复该实例：会把该文件夹移开并放回软件包。</translation>
    </message>
    <message>
        <source>There is a folder %1 that no package has installed.</source>
        <translation>有一个文件夹 %1 不是任何软件包安装的。</translation>
    </message>
    <message>
        <source>%1 in the folder of ComfyUI hides the package.</source>
        <translation>ComfyUI 文件夹中的 %1 遮住了该软件包。</translation>
    </message>
    <message>
        <source>A folder %1 that no package has installed hides %2.</source>
        <translation>有一个不是任何软件包安装的文件夹 %1 遮住了 %2。</translation>
    </message>
    <message>
        <source>A file hides the libraries of NVIDIA in another folder.</source>
        <translation>有一个文件遮住了另一个文件夹中的 NVIDIA 动态库。</translation>
    </message>
    <message>
        <source>%1 install the same module.</source>
        <translation>%1 安装了相同的模块。</translation>
    </message>
    <message>
        <source>The one that came last is used, and removing any of them breaks the others.</source>
        <translation>使用的是最后安装的那个，移除其中任何一个都会损坏其他的。</translation>
    </message>
    <message>
        <source>Keep one of them; which one, the plan of the node packs says.</source>
        <translation>请保留其中一个；保留哪个，节点包的方案会说明。</translation>
    </message>
    <message>
        <source>%1 is built for another Python or another system.</source>
        <translation>%1 是为另一个 Python 或另一个系统构建的。</translation>
    </message>
    <message>
        <source>That is what it says of itself; its files name no Python, so that %1 may well load them.</source>
        <translation>这是它的自述；它的文件没有指明 Python，因此 %1 很可能可以加载它们。</translation>
    </message>
    <message>
        <source>%1 cannot load its compiled files.</source>
        <translation>%1 无法加载它编译好的文件。</translation>
    </message>
</context>
<context>
    <name>portico::JudgeNeeds</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 以及另外 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is missing; it is needed by %2.</source>
        <translation>缺少 %1；%2 需要它。</translation>
    </message>
    <message>
        <source>What needs it fails as soon as it is imported.</source>
        <translation>需要它的程序一导入就会失败。</translation>
    </message>
    <message>
        <source>Repair the install: it adds %1.</source>
        <translation>请修复该实例：会添加 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) that %1 needs are missing.</source>
        <translation>
            <numerusform>缺少 %1 需要的 %n 个软件包。</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI stops at its start, or some of its nodes are missing.</source>
        <translation>ComfyUI 在启动时停止，或缺少它的一些节点。</translation>
    </message>
    <message>
        <source>Repair the install: it adds them.</source>
        <translation>请修复该实例：会添加它们。</translation>
    </message>
    <message>
        <source>%1 %2 does not suit %3 (wanted: %4).</source>
        <translation>%1 %2 不适合 %3（需要：%4）。</translation>
    </message>
    <message>
        <source>A later installation changed the version, and what counts on the other one may fail.</source>
        <translation>后来的某次安装更改了版本，依赖另一个版本的程序可能会失败。</translation>
    </message>
    <message>
        <source>torch stays as the install has it; this package may miss something newer.</source>
        <translation>torch 保持实例原有的版本；此软件包可能缺少较新的功能。</translation>
    </message>
    <message>
        <source>Nothing to do as long as it works.</source>
        <translation>只要能正常工作，就无需任何操作。</translation>
    </message>
    <message>
        <source>Repair the install: it chooses versions that go together.</source>
        <translation>请修复该实例：会选择相互兼容的版本。</translation>
    </message>
</context>
<context>
    <name>portico::JudgeTorch</name>
    <message>
        <source>torch was replaced by a CPU build.</source>
        <translation>torch 被替换成了 CPU 版本。</translation>
    </message>
    <message>
        <source>This install is made for %1; with a CPU build ComfyUI stops with “Torch not compiled with CUDA enabled”, or works many times slower.</source>
        <translation>此实例适用于 %1；使用 CPU 版本时，ComfyUI 会因“Torch not compiled with CUDA enabled”而停止，或速度慢许多倍。</translation>
    </message>
    <message>
        <source>torch is a CPU build, and this computer has a GPU.</source>
        <translation>torch 是 CPU 版本，而这台计算机有 GPU。</translation>
    </message>
    <message>
        <source>ComfyUI does not use %1; a build for %2 would.</source>
        <translation>ComfyUI 没有使用 %1；%2 版本可以使用它。</translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>torch is built for %1, the install for %2.</source>
        <translation>torch 是为 %1 构建的，而实例适用于 %2。</translation>
    </message>
    <message>
        <source>Somebody changed torch since the install was made; it may work.</source>
        <translation>实例创建之后有人更改了 torch；它可能可以工作。</translation>
    </message>
    <message>
        <source>Somebody changed torch since the install was made; this build cannot use the GPU.</source>
        <translation>实例创建之后有人更改了 torch；此版本无法使用 GPU。</translation>
    </message>
    <message>
        <source>torch was replaced: it is %1, the install was made with %2.</source>
        <translation>torch 被替换：现在是 %1，实例创建时是 %2。</translation>
    </message>
    <message>
        <source>ComfyUI and its packages were chosen for %1; what is compiled for it crashes or fails with another.</source>
        <translation>ComfyUI 及其软件包是按 %1 选择的；为它编译的内容在另一个版本上会崩溃或失败。</translation>
    </message>
    <message>
        <source>%1 and torch are of different builds.</source>
        <translation>%1 与 torch 不是同一个版本。</translation>
    </message>
    <message>
        <source>They load each other&apos;s libraries, which ends in errors such as “operator torchvision::nms does not exist”.</source>
        <translation>它们会加载彼此的动态库，最终出现“operator torchvision::nms does not exist”之类的错误。</translation>
    </message>
    <message>
        <source>The files of %1 are of another build than its metadata says.</source>
        <translation>%1 的文件与其元数据所说的不是同一个版本。</translation>
    </message>
    <message>
        <source>An installation was interrupted or done by hand, so that every tool counts on a version that is not there.</source>
        <translation>某次安装被中断或是手动进行的，因此各种工具所依据的版本并不存在。</translation>
    </message>
    <message>
        <source>torch is missing.</source>
        <translation>缺少 torch。</translation>
    </message>
    <message>
        <source>ComfyUI cannot start without it.</source>
        <translation>没有它，ComfyUI 无法启动。</translation>
    </message>
</context>
<context>
    <name>portico::KeepEnvironments</name>
    <message>
        <source>The isolated environment “%1” %2.</source>
        <translation>隔离环境“%1”%2。</translation>
    </message>
    <message>
        <source>After a rebuild it is made again, with a network: porticoctl env build.</source>
        <translation>重建之后会再次创建它，需要网络：porticoctl env build。</translation>
    </message>
    <message>
        <source>The isolated environment “%1” cannot be kept: %2.</source>
        <translation>无法保存隔离环境“%1”：%2。</translation>
    </message>
    <message>
        <source>Build it again, then keep it: porticoctl env build.</source>
        <translation>请重新构建它，然后保存：porticoctl env build。</translation>
    </message>
    <message>
        <source>has packages that name the folder it was made in</source>
        <translation>含有写明创建位置文件夹的软件包</translation>
    </message>
    <message>
        <source>was built by comfy-env itself</source>
        <translation>是由 comfy-env 自己构建的</translation>
    </message>
    <message>
        <source>leans on a Python outside of it</source>
        <translation>依托于它之外的 Python</translation>
    </message>
    <message>
        <source>has no list of what is in it</source>
        <translation>没有其内容的列表</translation>
    </message>
    <message>
        <source>is not there any more</source>
        <translation>已经不在那里</translation>
    </message>
</context>
<context>
    <name>portico::KeepOffline</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts: it is not kept for offline.</source>
        <translation>“%1”是您自己的文件夹，Portico 只负责启动它：不会离线保存它。</translation>
    </message>
    <message>
        <source>Copy the folder yourself.</source>
        <translation>请自行复制该文件夹。</translation>
    </message>
    <message>
        <source>%1 is not in this install any more.</source>
        <translation>%1 已不在此实例中。</translation>
    </message>
    <message>
        <source>Keep a snapshot of a generation that is still there.</source>
        <translation>请保存世代仍然存在的快照。</translation>
    </message>
    <message>
        <source>It holds a link, %1, to a place outside of it: %2.</source>
        <translation>它含有一个指向外部的链接 %1：%2。</translation>
    </message>
    <message>
        <source>Put the files there in place of the link, then keep it again.</source>
        <translation>请用那里的文件代替链接，然后重新保存。</translation>
    </message>
    <message>
        <source>keeping “%1” for offline</source>
        <translation>正在离线保存“%1”</translation>
    </message>
</context>
<context>
    <name>portico::KeepPacks</name>
    <message>
        <source>Install it again from its address, then keep it.</source>
        <translation>请从它的地址重新安装，然后保存。</translation>
    </message>
    <message>
        <source>The node pack “%1” is not as the snapshot has it: it changed in the meantime.</source>
        <translation>节点包“%1”与快照中的不同：它在此期间发生了变化。</translation>
    </message>
    <message>
        <source>Keep the install again, and change no node packs meanwhile.</source>
        <translation>请重新保存该实例，期间不要更改节点包。</translation>
    </message>
    <message>
        <source>The repository of “%1” is not whole by itself: it borrows from another folder.</source>
        <translation>“%1”的仓库本身不完整：它借用了另一个文件夹的内容。</translation>
    </message>
</context>
<context>
    <name>portico::KeepRuntime</name>
    <message>
        <source>ComfyUI or its Python is not as it was installed: %1.</source>
        <translation>ComfyUI 或其 Python 与安装时不同：%1。</translation>
    </message>
    <message>
        <source>Put it back, then keep it again: porticoctl repair %1.</source>
        <translation>请把它恢复原样，然后重新保存：porticoctl repair %1。</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository is not at the commit %1 any more.</source>
        <translation>ComfyUI 的仓库已不在提交 %1。</translation>
    </message>
    <message>
        <source>Check that commit out again, then keep it for offline.</source>
        <translation>请重新检出该提交，然后离线保存。</translation>
    </message>
    <message>
        <source>ComfyUI leans on a Python of this computer, %1, which is not part of it and cannot be kept.</source>
        <translation>ComfyUI 依托于这台计算机的 Python %1，它不属于该实例，无法保存。</translation>
    </message>
    <message>
        <source>To rebuild it elsewhere, install it with a Python of its own and keep that one.</source>
        <translation>若要在别处重建，请用自带的 Python 安装，并保存那个实例。</translation>
    </message>
</context>
<context>
    <name>portico::KeptGenerations</name>
    <message>
        <source>“%1” has no generation %2.</source>
        <translation>“%1”没有世代 %2。</translation>
    </message>
    <message>
        <source>Look at those that are there.</source>
        <translation>请查看现有的世代。</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is in use or pinned, and stays.</source>
        <translation>“%2”的世代 %1 正在使用或已固定，会保留。</translation>
    </message>
    <message>
        <source>Go to another one, or take its pin away.</source>
        <translation>请切换到其他世代，或取消固定。</translation>
    </message>
    <message>
        <source>removing an old generation</source>
        <translation>正在移除旧世代</translation>
    </message>
</context>
<context>
    <name>portico::KeptPacks</name>
    <message>
        <source>clearing away old node packs</source>
        <translation>正在清理旧的节点包</translation>
    </message>
</context>
<context>
    <name>portico::KnownBundles</name>
    <message>
        <source>remembering a bundle</source>
        <translation>正在记录整合包</translation>
    </message>
    <message>
        <source>%1 is not the file that Portico got from there on %2: its SHA-256 is now %3 and was %4. Its publisher published none to compare with.</source>
        <translation>%1 不是 Portico 于 %2 从那里取得的文件：其 SHA-256 现为 %3，当时为 %4。发布者没有公布可供比较的值。</translation>
    </message>
    <message>
        <source>Ask its publisher whether the change is meant. If it is, add it with the new SHA-256 given by hand.</source>
        <translation>请询问发布者此变化是否为有意为之。如果是，请手动给出新的 SHA-256 来添加它。</translation>
    </message>
</context>
<context>
    <name>portico::KnownFailures</name>
    <message>
        <source>An argument that this ComfyUI does not know</source>
        <translation>此 ComfyUI 不支持的参数</translation>
    </message>
    <message>
        <source>ComfyUI does not know the argument %1.</source>
        <translation>ComfyUI 不支持参数 %1。</translation>
    </message>
    <message>
        <source>Remove the argument %1, then start again.</source>
        <translation>请移除参数 %1，然后重新启动。</translation>
    </message>
    <message>
        <source>An argument that ComfyUI does not accept</source>
        <translation>ComfyUI 不接受的参数</translation>
    </message>
    <message>
        <source>ComfyUI does not accept the argument %1: %2</source>
        <translation>ComfyUI 不接受参数 %1：%2</translation>
    </message>
    <message>
        <source>ComfyUI does not accept its arguments: %1.</source>
        <translation>ComfyUI 不接受其参数：%1。</translation>
    </message>
    <message>
        <source>Correct the arguments in the settings of this install.</source>
        <translation>请在此实例的设置中更正参数。</translation>
    </message>
    <message>
        <source>The port is taken</source>
        <translation>端口已被占用</translation>
    </message>
    <message>
        <source>Another program uses port %1 on %2.</source>
        <translation>另一个程序正在使用 %2 上的端口 %1。</translation>
    </message>
    <message>
        <source>Use the next free port, or end the other program.</source>
        <translation>请使用下一个可用端口，或结束那个程序。</translation>
    </message>
    <message>
        <source>Another program uses port %2 on %1.</source>
        <translation>另一个程序正在使用 %1 上的端口 %2。</translation>
    </message>
    <message>
        <source>The system does not give this port away</source>
        <translation>系统不让出此端口</translation>
    </message>
    <message>
        <source>The system does not let ComfyUI use port %2: it is reserved, or a security program blocks it.</source>
        <translation>系统不允许 ComfyUI 使用端口 %2：它已被保留，或被安全程序阻止。</translation>
    </message>
    <message>
        <source>Use the next free port.</source>
        <translation>请使用下一个可用端口。</translation>
    </message>
    <message>
        <source>An address that this computer does not have</source>
        <translation>这台计算机没有的地址</translation>
    </message>
    <message>
        <source>ComfyUI cannot listen on %1: this computer does not have that address.</source>
        <translation>ComfyUI 无法在 %1 上监听：这台计算机没有该地址。</translation>
    </message>
    <message>
        <source>Remove the argument --listen, then start again.</source>
        <translation>请移除参数 --listen，然后重新启动。</translation>
    </message>
    <message>
        <source>A port that does not exist</source>
        <translation>不存在的端口</translation>
    </message>
    <message>
        <source>There is no such port: ports go from 1 to 65535.</source>
        <translation>没有这样的端口：端口范围为 1 到 65535。</translation>
    </message>
    <message>
        <source>Another ComfyUI uses the same database</source>
        <translation>另一个 ComfyUI 正在使用同一个数据库</translation>
    </message>
    <message>
        <source>Another ComfyUI that still runs holds the database of this install.</source>
        <translation>另一个仍在运行的 ComfyUI 占用着此实例的数据库。</translation>
    </message>
    <message>
        <source>End what an earlier session left behind, or stop the other ComfyUI.</source>
        <translation>请结束之前会话的残留进程，或停止另一个 ComfyUI。</translation>
    </message>
    <message>
        <source>Another ComfyUI that still runs holds the database %1.</source>
        <translation>另一个仍在运行的 ComfyUI 占用着数据库 %1。</translation>
    </message>
    <message>
        <source>Packages for the database are missing</source>
        <translation>缺少数据库所需的软件包</translation>
    </message>
    <message>
        <source>ComfyUI cannot open its database, because Python packages are missing.</source>
        <translation>ComfyUI 无法打开其数据库，因为缺少 Python 软件包。</translation>
    </message>
    <message>
        <source>Repair the environment.</source>
        <translation>请修复环境。</translation>
    </message>
    <message>
        <source>The database cannot be used</source>
        <translation>无法使用数据库</translation>
    </message>
    <message>
        <source>ComfyUI cannot use its database (%1).</source>
        <translation>ComfyUI 无法使用其数据库（%1）。</translation>
    </message>
    <message>
        <source>Start without the list of assets; pictures and workflows are not touched.</source>
        <translation>请不带资产列表启动；图片和工作流不受影响。</translation>
    </message>
    <message>
        <source>A folder of node packs is missing</source>
        <translation>缺少节点包文件夹</translation>
    </message>
    <message>
        <source>ComfyUI looks for node packs in %1, and there is no such folder.</source>
        <translation>ComfyUI 在 %1 中查找节点包，但没有这个文件夹。</translation>
    </message>
    <message>
        <source>Create the folder, or correct the extra model folders.</source>
        <translation>请创建该文件夹，或更正附加的模型文件夹。</translation>
    </message>
    <message>
        <source>The list of extra model folders cannot be read</source>
        <translation>无法读取附加模型文件夹的列表</translation>
    </message>
    <message>
        <source>ComfyUI cannot read a file that lists extra model folders: it is missing, empty or no YAML.</source>
        <translation>ComfyUI 无法读取列出附加模型文件夹的文件：它不存在、为空或不是 YAML。</translation>
    </message>
    <message>
        <source>Correct extra_model_paths.yaml, or remove the file.</source>
        <translation>请更正 extra_model_paths.yaml，或移除该文件。</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>ComfyUI could not write a file, because the disk is full.</source>
        <translation>ComfyUI 无法写入文件，因为磁盘已满。</translation>
    </message>
    <message>
        <source>Free some space, then start again.</source>
        <translation>请释放一些空间，然后重新启动。</translation>
    </message>
    <message>
        <source>torch is a build without a graphics card</source>
        <translation>torch 是不支持显卡的版本</translation>
    </message>
    <message>
        <source>The installed torch cannot use the graphics card: it was replaced by a CPU build, or is one for another maker&apos;s card.</source>
        <translation>已安装的 torch 无法使用显卡：它被替换成了 CPU 版本，或是用于另一家厂商的显卡。</translation>
    </message>
    <message>
        <source>Repair torch: the right build comes back, offline where it is kept.</source>
        <translation>请修复 torch：会恢复正确的版本，如已保存则无需网络。</translation>
    </message>
    <message>
        <source>No NVIDIA driver</source>
        <translation>没有 NVIDIA 驱动</translation>
    </message>
    <message>
        <source>This build is made for NVIDIA graphics cards, and no NVIDIA driver was found.</source>
        <translation>此构建版本适用于 NVIDIA 显卡，但没有找到 NVIDIA 驱动。</translation>
    </message>
    <message>
        <source>Install the driver of your graphics card, or choose another build.</source>
        <translation>请安装显卡的驱动，或选择其他构建版本。</translation>
    </message>
    <message>
        <source>The NVIDIA driver is too old</source>
        <translation>NVIDIA 驱动过于老旧</translation>
    </message>
    <message>
        <source>The NVIDIA driver (CUDA version %1) is older than this build of torch needs.</source>
        <translation>NVIDIA 驱动（CUDA 版本 %1）低于此 torch 版本的要求。</translation>
    </message>
    <message>
        <source>Install the newest driver, or choose a build for older drivers.</source>
        <translation>请安装最新的驱动，或选择支持旧驱动的构建版本。</translation>
    </message>
    <message>
        <source>torch does not know this graphics card</source>
        <translation>torch 不支持此显卡</translation>
    </message>
    <message>
        <source>This build of torch has no code for %1 (%2).</source>
        <translation>此 torch 版本没有用于 %1（%2）的代码。</translation>
    </message>
    <message>
        <source>Choose a build for your graphics card.</source>
        <translation>请选择适用于您显卡的构建版本。</translation>
    </message>
    <message>
        <source>This build of torch has no code for your graphics card.</source>
        <translation>此 torch 版本没有用于您显卡的代码。</translation>
    </message>
    <message>
        <source>torch does not know this AMD graphics card</source>
        <translation>torch 不支持此 AMD 显卡</translation>
    </message>
    <message>
        <source>This ROCm build of torch has no code for your AMD graphics card.</source>
        <translation>此 ROCm 版 torch 没有用于您 AMD 显卡的代码。</translation>
    </message>
    <message>
        <source>The graphics card&apos;s memory is full</source>
        <translation>显存已满</translation>
    </message>
    <message>
        <source>A prompt needed more memory than the graphics card has.</source>
        <translation>某次生成需要的显存超过了显卡的容量。</translation>
    </message>
    <message>
        <source>Keep models in the computer&apos;s memory (--novram), or make smaller pictures.</source>
        <translation>请把模型保留在内存中（--novram），或生成较小的图片。</translation>
    </message>
    <message>
        <source>Memory was short for a moment</source>
        <translation>内存曾短暂不足</translation>
    </message>
    <message>
        <source>ComfyUI ran short of graphics memory and helped itself.</source>
        <translation>ComfyUI 的显存曾经不足，已自行处理。</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>无需任何操作。</translation>
    </message>
    <message>
        <source>The computer&apos;s memory is full</source>
        <translation>计算机的内存已满</translation>
    </message>
    <message>
        <source>Windows had no memory left: its paging file is too small.</source>
        <translation>Windows 没有剩余内存：其页面文件太小。</translation>
    </message>
    <message>
        <source>Keep nothing in memory between prompts (--cache-none), or make the paging file larger.</source>
        <translation>请不要在两次生成之间把内容保留在内存中（--cache-none），或增大页面文件。</translation>
    </message>
    <message>
        <source>Windows cannot load torch</source>
        <translation>Windows 无法加载 torch</translation>
    </message>
    <message>
        <source>Windows cannot load %1, the part of torch for AMD graphics cards.</source>
        <translation>Windows 无法加载 %1，它是 torch 用于 AMD 显卡的部分。</translation>
    </message>
    <message>
        <source>Install the newest driver of your AMD graphics card.</source>
        <translation>请安装 AMD 显卡的最新驱动。</translation>
    </message>
    <message>
        <source>Windows cannot load %1, a part of torch.</source>
        <translation>Windows 无法加载 %1，它是 torch 的一部分。</translation>
    </message>
    <message>
        <source>Install the Microsoft Visual C++ Redistributable; if it is there already, repair torch.</source>
        <translation>请安装 Microsoft Visual C++ Redistributable；如果已经安装，请修复 torch。</translation>
    </message>
    <message>
        <source>torch and torchvision do not fit together</source>
        <translation>torch 与 torchvision 不匹配</translation>
    </message>
    <message>
        <source>torchvision is a build for another torch: something replaced one of the two.</source>
        <translation>torchvision 是用于另一个 torch 的版本：两者之一被替换过。</translation>
    </message>
    <message>
        <source>Repair torch: both come back as one pair.</source>
        <translation>请修复 torch：两者会成对恢复。</translation>
    </message>
    <message>
        <source>A part of torch is missing</source>
        <translation>缺少 torch 的一部分</translation>
    </message>
    <message>
        <source>%1, a part of torch, cannot be found.</source>
        <translation>找不到 %1，它是 torch 的一部分。</translation>
    </message>
    <message>
        <source>Repair torch.</source>
        <translation>请修复 torch。</translation>
    </message>
    <message>
        <source>A newer build would be faster</source>
        <translation>较新的构建版本会更快</translation>
    </message>
    <message>
        <source>ComfyUI has faster code for NVIDIA cards of the 20 series and newer, which needs torch for CUDA 13.</source>
        <translation>ComfyUI 为 20 系列及更新的 NVIDIA 显卡提供了更快的代码，它需要 CUDA 13 版的 torch。</translation>
    </message>
    <message>
        <source>Choose a build for CUDA 13, if your card and driver allow it.</source>
        <translation>如果显卡和驱动允许，请选择 CUDA 13 的构建版本。</translation>
    </message>
    <message>
        <source>Several graphics cards are in sight</source>
        <translation>可见多张显卡</translation>
    </message>
    <message>
        <source>ComfyUI sees several NVIDIA graphics cards, which fails on Windows at times.</source>
        <translation>ComfyUI 看到了多张 NVIDIA 显卡，这在 Windows 上有时会失败。</translation>
    </message>
    <message>
        <source>Show it the first one only; another can be chosen in the settings.</source>
        <translation>请只让它看到第一张；可以在设置中选择另一张。</translation>
    </message>
    <message>
        <source>An isolated environment is not built</source>
        <translation>隔离环境尚未构建</translation>
    </message>
    <message>
        <source>comfy-env did not find the environment “%1”, so its nodes ran in ComfyUI&apos;s own Python, or not at all.</source>
        <translation>comfy-env 没有找到环境“%1”，因此其节点在 ComfyUI 自己的 Python 中运行，或根本没有运行。</translation>
    </message>
    <message>
        <source>Build it in the install&apos;s environments, then start again.</source>
        <translation>请在实例的环境中构建它，然后重新启动。</translation>
    </message>
    <message>
        <source>An isolated environment is not found</source>
        <translation>没有找到隔离环境</translation>
    </message>
    <message>
        <source>comfy-env did not look for an environment (%1), so the nodes ran in ComfyUI&apos;s own Python.</source>
        <translation>comfy-env 没有查找环境（%1），因此节点在 ComfyUI 自己的 Python 中运行。</translation>
    </message>
    <message>
        <source>Put the node pack itself, not a link to it, into custom_nodes.</source>
        <translation>请把节点包本身而不是指向它的链接放进 custom_nodes。</translation>
    </message>
    <message>
        <source>An isolated environment is for something else</source>
        <translation>隔离环境用于其他环境</translation>
    </message>
    <message>
        <source>The environment “%1” was made for another Python or torch, and comfy-env refused it: %2.</source>
        <translation>环境“%1”是为另一个 Python 或 torch 创建的，comfy-env 拒绝了它：%2。</translation>
    </message>
    <message>
        <source>Build it anew in the install&apos;s environments, then start again.</source>
        <translation>请在实例的环境中重新创建它，然后重新启动。</translation>
    </message>
    <message>
        <source>Isolated nodes could not be read</source>
        <translation>无法读取被隔离的节点</translation>
    </message>
    <message>
        <source>The nodes of %1 could not be read in their environment, so the pack has none of them: %2</source>
        <translation>无法在其环境中读取 %1 的节点，因此该节点包没有任何节点可用：%2</translation>
    </message>
    <message>
        <source>Repair the environment in the install&apos;s environments.</source>
        <translation>请在实例的环境中修复该环境。</translation>
    </message>
    <message>
        <source>Two packs share one environment&apos;s name</source>
        <translation>两个节点包使用同一个环境名称</translation>
    </message>
    <message>
        <source>%2 and %3 both give the name “%1” to their environment, and comfy-env then builds none at all.</source>
        <translation>%2 和 %3 都给自己的环境取名“%1”，这样 comfy-env 一个也不会构建。</translation>
    </message>
    <message>
        <source>Remove or rename the pack that is a copy of the other.</source>
        <translation>请移除或重命名作为副本的那个节点包。</translation>
    </message>
    <message>
        <source>CUDA packages are not offered</source>
        <translation>没有提供 CUDA 软件包</translation>
    </message>
    <message>
        <source>Nobody offers all CUDA packages of the isolated environments for one CUDA and torch.</source>
        <translation>没有人为同一组 CUDA 和 torch 提供隔离环境的全部 CUDA 软件包。</translation>
    </message>
    <message>
        <source>Build them in the install&apos;s environments, where it is said which one is missing.</source>
        <translation>请在实例的环境中构建，那里会说明缺少哪一个。</translation>
    </message>
    <message>
        <source>A CUDA package is not offered</source>
        <translation>没有提供某个 CUDA 软件包</translation>
    </message>
    <message>
        <source>Nobody offers the CUDA package %1 for this CUDA, torch and Python.</source>
        <translation>没有人为这里的 CUDA、torch 和 Python 提供 CUDA 软件包 %1。</translation>
    </message>
    <message>
        <source>Choose another CUDA for the install, or ask the author of the pack.</source>
        <translation>请为实例选择其他 CUDA，或询问节点包的作者。</translation>
    </message>
    <message>
        <source>pixi came damaged</source>
        <translation>收到的 pixi 已损坏</translation>
    </message>
    <message>
        <source>comfy-env fetched %1, and it is not what its makers published.</source>
        <translation>comfy-env 获取了 %1，但它与制作者发布的不同。</translation>
    </message>
    <message>
        <source>Check the network settings, then build in the install&apos;s environments.</source>
        <translation>请检查网络设置，然后在实例的环境中构建。</translation>
    </message>
    <message>
        <source>There is no pixi for this computer</source>
        <translation>没有适用于这台计算机的 pixi</translation>
    </message>
    <message>
        <source>comfy-env runs its environments with pixi, which is not made for %1.</source>
        <translation>comfy-env 用 pixi 运行其环境，而 pixi 没有 %1 的版本。</translation>
    </message>
    <message>
        <source>Isolated environments need another computer.</source>
        <translation>隔离环境需要在其他计算机上使用。</translation>
    </message>
    <message>
        <source>comfy-env began a build again</source>
        <translation>comfy-env 重新开始了构建</translation>
    </message>
    <message>
        <source>comfy-env waited ten minutes for another build of an environment, then removed it and began again.</source>
        <translation>comfy-env 等待环境的另一次构建达十分钟，然后将其移除并重新开始。</translation>
    </message>
    <message>
        <source>Build in the install&apos;s environments, which never ends a build that is alive.</source>
        <translation>请在实例的环境中构建，那里绝不会结束正在进行的构建。</translation>
    </message>
    <message>
        <source>A variable ends comfy-env</source>
        <translation>某个变量使 comfy-env 结束</translation>
    </message>
    <message>
        <source>This version of comfy-env refuses to start with the variable %1.</source>
        <translation>此版本的 comfy-env 在有变量 %1 时拒绝启动。</translation>
    </message>
    <message>
        <source>Remove %1 from the variables of this install.</source>
        <translation>请从此实例的变量中移除 %1。</translation>
    </message>
    <message>
        <source>A node pack looks in ComfyUI&apos;s own folder</source>
        <translation>有节点包在 ComfyUI 自己的文件夹中查找</translation>
    </message>
    <message>
        <source>A node pack looks for %1 beside ComfyUI&apos;s main.py, and it is in the data folder of this install.</source>
        <translation>有节点包在 ComfyUI 的 main.py 旁边查找 %1，而它位于此实例的数据文件夹中。</translation>
    </message>
    <message>
        <source>Use the classic layout for this install: links lead from there to the data folder.</source>
        <translation>请为此实例使用经典布局：那里会有通向数据文件夹的链接。</translation>
    </message>
    <message>
        <source>A workflow needs a node that is not here</source>
        <translation>工作流需要这里没有的节点</translation>
    </message>
    <message>
        <source>The workflow uses the node “%1”, which no installed pack has.</source>
        <translation>工作流使用节点“%1”，已安装的节点包中都没有它。</translation>
    </message>
    <message>
        <source>Find and install the node pack that has it.</source>
        <translation>请查找并安装含有它的节点包。</translation>
    </message>
    <message>
        <source>A workflow needs a model that is not here</source>
        <translation>工作流需要这里没有的模型</translation>
    </message>
    <message>
        <source>The workflow uses %1, which is in none of the model folders.</source>
        <translation>工作流使用 %1，任何模型文件夹中都没有它。</translation>
    </message>
    <message>
        <source>Put the file into the right model folder.</source>
        <translation>请把该文件放进正确的模型文件夹。</translation>
    </message>
    <message>
        <source>A web page was refused</source>
        <translation>有网页被拒绝</translation>
    </message>
    <message>
        <source>A page of %2 asked ComfyUI at %1 for something, and ComfyUI refused it.</source>
        <translation>%2 的一个页面向 %1 上的 ComfyUI 发出了请求，ComfyUI 拒绝了它。</translation>
    </message>
    <message>
        <source>Open ComfyUI under its own address.</source>
        <translation>请用 ComfyUI 自己的地址打开它。</translation>
    </message>
    <message>
        <source>A character could not be logged</source>
        <translation>有字符无法写入日志</translation>
    </message>
    <message>
        <source>A line of the log could not be written, because Python did not use UTF-8. Only that line is lost.</source>
        <translation>日志中有一行无法写入，因为 Python 没有使用 UTF-8。只丢失了这一行。</translation>
    </message>
    <message>
        <source>Remove PYTHONUTF8 and PYTHONIOENCODING from the variables of this install, if they are there.</source>
        <translation>如果此实例的变量中有 PYTHONUTF8 和 PYTHONIOENCODING，请移除它们。</translation>
    </message>
    <message>
        <source>A line could not be logged</source>
        <translation>有一行无法写入日志</translation>
    </message>
    <message>
        <source>A line of the log could not be written. Only that line is lost.</source>
        <translation>日志中有一行无法写入。只丢失了这一行。</translation>
    </message>
    <message>
        <source>ComfyUI-Manager changed packages before the start</source>
        <translation>ComfyUI-Manager 在启动之前更改了软件包</translation>
    </message>
    <message>
        <source>ComfyUI-Manager had work left over and did it at this start, which then failed.</source>
        <translation>ComfyUI-Manager 有遗留的工作，在这次启动时进行，随后启动失败。</translation>
    </message>
    <message>
        <source>Clear what ComfyUI-Manager still wants to do, then repair the environment.</source>
        <translation>请清除 ComfyUI-Manager 仍要进行的工作，然后修复环境。</translation>
    </message>
    <message>
        <source>The start was interrupted</source>
        <translation>启动被中断</translation>
    </message>
    <message>
        <source>Somebody or something interrupted ComfyUI while it started.</source>
        <translation>有人或某个程序在 ComfyUI 启动时中断了它。</translation>
    </message>
    <message>
        <source>Start again.</source>
        <translation>请重新启动。</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s web page is missing</source>
        <translation>缺少 ComfyUI 的网页界面</translation>
    </message>
    <message>
        <source>The package comfyui-frontend-package is not installed.</source>
        <translation>没有安装软件包 comfyui-frontend-package。</translation>
    </message>
    <message>
        <source>An attention package is missing</source>
        <translation>缺少注意力软件包</translation>
    </message>
    <message>
        <source>The argument %1 needs the package %2, which is not installed.</source>
        <translation>参数 %1 需要软件包 %2，它没有安装。</translation>
    </message>
    <message>
        <source>An attention kernel is missing</source>
        <translation>缺少注意力内核</translation>
    </message>
    <message>
        <source>Comfy Kitchen&apos;s attention does not work with this build.</source>
        <translation>Comfy Kitchen 的注意力在此版本上无法工作。</translation>
    </message>
    <message>
        <source>Remove the argument --use-ck-attention, then start again.</source>
        <translation>请移除参数 --use-ck-attention，然后重新启动。</translation>
    </message>
    <message>
        <source>The workflow templates are missing</source>
        <translation>缺少工作流模板</translation>
    </message>
    <message>
        <source>The package comfyui-workflow-templates is not installed; ComfyUI runs without its templates.</source>
        <translation>没有安装软件包 comfyui-workflow-templates；ComfyUI 在没有模板的情况下运行。</translation>
    </message>
    <message>
        <source>A package is too old</source>
        <translation>有软件包过于老旧</translation>
    </message>
    <message>
        <source>%1 is of version %2, and this ComfyUI is made for %3.</source>
        <translation>%1 的版本为 %2，而此 ComfyUI 需要 %3。</translation>
    </message>
    <message>
        <source>ComfyUI-Manager is not installed</source>
        <translation>没有安装 ComfyUI-Manager</translation>
    </message>
    <message>
        <source>The argument --enable-manager needs the package comfyui-manager, which is not installed; ComfyUI runs without it.</source>
        <translation>参数 --enable-manager 需要软件包 comfyui-manager，它没有安装；ComfyUI 在没有它的情况下运行。</translation>
    </message>
    <message>
        <source>Remove the argument, or install the package.</source>
        <translation>请移除该参数，或安装该软件包。</translation>
    </message>
    <message>
        <source>Memory is managed the older, slower way</source>
        <translation>内存以较旧、较慢的方式管理</translation>
    </message>
    <message>
        <source>This torch is too old for ComfyUI&apos;s dynamic graphics memory.</source>
        <translation>此 torch 对 ComfyUI 的动态显存来说过于老旧。</translation>
    </message>
    <message>
        <source>Choose a newer build.</source>
        <translation>请选择较新的构建版本。</translation>
    </message>
    <message>
        <source>The package comfy-aimdo does not work, so ComfyUI does without dynamic graphics memory.</source>
        <translation>软件包 comfy-aimdo 无法工作，因此 ComfyUI 不使用动态显存。</translation>
    </message>
    <message>
        <source>Some of ComfyUI&apos;s own nodes are missing</source>
        <translation>缺少 ComfyUI 自己的一些节点</translation>
    </message>
    <message>
        <source>Some nodes of comfy_%1 could not be imported: packages are missing or old.</source>
        <translation>comfy_%1 的一些节点无法导入：缺少软件包或软件包过于老旧。</translation>
    </message>
    <message>
        <source>Packages for two versions of NumPy</source>
        <translation>软件包分别需要两个 NumPy 版本</translation>
    </message>
    <message>
        <source>A package was built for NumPy 1 and NumPy 2 is installed.</source>
        <translation>有软件包是为 NumPy 1 构建的，而安装的是 NumPy 2。</translation>
    </message>
    <message>
        <source>Another version of the web page could not be had</source>
        <translation>无法取得另一个版本的网页界面</translation>
    </message>
    <message>
        <source>The web page that --front-end-version names could not be downloaded; the installed one is shown.</source>
        <translation>无法下载 --front-end-version 指定的网页界面；显示的是已安装的版本。</translation>
    </message>
    <message>
        <source>Remove the argument --front-end-version, or check the network.</source>
        <translation>请移除参数 --front-end-version，或检查网络。</translation>
    </message>
</context>
<context>
    <name>portico::LastWords</name>
    <message>
        <source>Disable the node pack, or update it.</source>
        <translation>请禁用该节点包，或更新它。</translation>
    </message>
    <message>
        <source>Let Portico find out whether a node pack is the cause.</source>
        <translation>请让 Portico 找出原因是否在于某个节点包。</translation>
    </message>
    <message>
        <source>Repair the environment.</source>
        <translation>请修复环境。</translation>
    </message>
    <message>
        <source>A Python package is missing</source>
        <translation>缺少 Python 软件包</translation>
    </message>
    <message>
        <source>The node pack %1 ended ComfyUI: the Python module %2 is not installed.</source>
        <translation>节点包 %1 使 ComfyUI 结束：没有安装 Python 模块 %2。</translation>
    </message>
    <message>
        <source>ComfyUI cannot start: the Python module %1 is not installed.</source>
        <translation>ComfyUI 无法启动：没有安装 Python 模块 %1。</translation>
    </message>
    <message>
        <source>Install what the pack needs.</source>
        <translation>请安装该节点包需要的内容。</translation>
    </message>
    <message>
        <source>ComfyUI crashed</source>
        <translation>ComfyUI 崩溃</translation>
    </message>
    <message>
        <source>A part of ComfyUI that is not written in Python crashed: the driver, torch or a package (%1).</source>
        <translation>ComfyUI 中非 Python 编写的部分崩溃：驱动、torch 或某个软件包（%1）。</translation>
    </message>
    <message>
        <source>ComfyUI crashed in the code of the node pack %1 (%2).</source>
        <translation>ComfyUI 在节点包 %1 的代码中崩溃（%2）。</translation>
    </message>
    <message>
        <source>The system ended ComfyUI</source>
        <translation>系统结束了 ComfyUI</translation>
    </message>
    <message>
        <source>Something killed ComfyUI without a word. The system does this when the computer&apos;s memory runs out.</source>
        <translation>ComfyUI 在没有任何消息的情况下被终止。计算机内存耗尽时系统会这样做。</translation>
    </message>
    <message>
        <source>Keep nothing in memory between prompts (--cache-none), or close other programs.</source>
        <translation>请不要在两次生成之间把内容保留在内存中（--cache-none），或关闭其他程序。</translation>
    </message>
    <message>
        <source>ComfyUI ended with an error</source>
        <translation>ComfyUI 因错误而结束</translation>
    </message>
    <message>
        <source>ComfyUI never became ready</source>
        <translation>ComfyUI 一直没有就绪</translation>
    </message>
    <message>
        <source>ComfyUI started and then said nothing more.</source>
        <translation>ComfyUI 已启动，但之后没有任何输出。</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself</source>
        <translation>ComfyUI 自行结束</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself: %1.</source>
        <translation>ComfyUI 自行结束：%1。</translation>
    </message>
    <message>
        <source>ComfyUI ended before it was ready: %1.</source>
        <translation>ComfyUI 在就绪之前结束：%1。</translation>
    </message>
    <message>
        <source>ComfyUI ended with an error: “%1”.</source>
        <translation>ComfyUI 因错误而结束：“%1”。</translation>
    </message>
    <message>
        <source>The node pack %1 ended ComfyUI: “%2”.</source>
        <translation>节点包 %1 使 ComfyUI 结束：“%2”。</translation>
    </message>
</context>
<context>
    <name>portico::LaunchCommand</name>
    <message>
        <source>The install “%1” has no ComfyUI and no Python to start.</source>
        <translation>实例“%1”没有可启动的 ComfyUI 和 Python。</translation>
    </message>
    <message>
        <source>Remove it and add its bundle again; your own files can be kept.</source>
        <translation>请移除它并重新添加其整合包；您自己的文件可以保留。</translation>
    </message>
</context>
<context>
    <name>portico::Layer</name>
    <message>
        <source>The layer in %1 is damaged.</source>
        <translation>%1 中的层已损坏。</translation>
    </message>
    <message>
        <source>Repair the install: the layer is built again.</source>
        <translation>请修复该实例：会重新构建层。</translation>
    </message>
    <message>
        <source>There is no layer in %1.</source>
        <translation>%1 中没有层。</translation>
    </message>
</context>
<context>
    <name>portico::LayerFiles</name>
    <message>
        <source>A package of the layer brings %1, which would lead Python out of its layer.</source>
        <translation>层中有软件包带来了 %1，它会使 Python 离开自己的层。</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it.</source>
        <translation>请略去需要它的节点包。</translation>
    </message>
    <message>
        <source>%1 could not be replaced.</source>
        <translation>无法替换 %1。</translation>
    </message>
    <message>
        <source>A package of the layer runs code at each start of Python: %1.</source>
        <translation>层中有软件包会在每次启动 Python 时运行代码：%1。</translation>
    </message>
    <message>
        <source>%1 could not be made read-only.</source>
        <translation>无法将 %1 设为只读。</translation>
    </message>
    <message>
        <source>Close what may use this file, a virus scanner too, then try again.</source>
        <translation>请关闭可能正在使用此文件的程序（包括杀毒软件），然后重试。</translation>
    </message>
    <message>
        <source>Check that the disk of the library lets you change the rights of files.</source>
        <translation>请检查库所在的磁盘是否允许更改文件的权限。</translation>
    </message>
</context>
<context>
    <name>portico::LayerOver</name>
    <message>
        <source>“%1” asks for %2, and this ComfyUI comes with %3 %4.</source>
        <translation>“%1”要求 %2，而此 ComfyUI 自带 %3 %4。</translation>
    </message>
</context>
<context>
    <name>portico::LayerPath</name>
    <message>
        <source>The Python %1 reads no path files, so it can have no layer of packages.</source>
        <translation>Python %1 不读取路径文件，因此不能有软件包的层。</translation>
    </message>
    <message>
        <source>Take the # away before “import site” in the ._pth file beside it.</source>
        <translation>请去掉它旁边的 ._pth 文件中“import site”前面的 #。</translation>
    </message>
</context>
<context>
    <name>portico::LayerResolver</name>
    <message>
        <source>The packages that the node packs need do not go together.</source>
        <translation>这些节点包所需的软件包互不兼容。</translation>
    </message>
    <message>
        <source>Leave out one of the node packs.</source>
        <translation>请略去其中一个节点包。</translation>
    </message>
</context>
<context>
    <name>portico::LayerStore</name>
    <message>
        <source>removing the layer %1</source>
        <translation>正在移除层 %1</translation>
    </message>
    <message>
        <source>removing unused layers</source>
        <translation>正在移除未使用的层</translation>
    </message>
</context>
<context>
    <name>portico::LayerView</name>
    <message>
        <source>Putting the packages in</source>
        <translation>放入软件包</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: its packages are not kept in layers.</source>
        <translation>“%1”是您自己的文件夹：其软件包不保存在层中。</translation>
    </message>
    <message>
        <source>Install ComfyUI with Portico and move your node packs there.</source>
        <translation>请用 Portico 安装 ComfyUI，并把节点包移到那里。</translation>
    </message>
    <message>
        <source>putting in the layer %1</source>
        <translation>正在放入层 %1</translation>
    </message>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>正在更改“%1”的层</translation>
    </message>
    <message>
        <source>The packages of the node packs are put in again.</source>
        <translation>节点包的软件包会重新放入。</translation>
    </message>
    <message>
        <source>removing old views</source>
        <translation>正在移除旧的视图</translation>
    </message>
</context>
<context>
    <name>portico::LinkEnv</name>
    <message>
        <source>The link %1 could not be made.</source>
        <translation>无法创建链接 %1。</translation>
    </message>
    <message>
        <source>Such a link needs a local disk with NTFS: move the library to one.</source>
        <translation>这样的链接需要使用 NTFS 的本地磁盘：请把库移到这样的磁盘上。</translation>
    </message>
</context>
<context>
    <name>portico::ListArchive</name>
    <message>
        <source>Looking into %1 ended without a result.</source>
        <translation>查看 %1 没有得到结果。</translation>
    </message>
    <message>
        <source>Check that enough memory is free and try again; if it happens again, get the file again.</source>
        <translation>请确认有足够的可用内存，然后重试；如果再次发生，请重新获取该文件。</translation>
    </message>
    <message>
        <source>The list of an archive&apos;s files cannot be read.</source>
        <translation>无法读取压缩包的文件列表。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>请重新安装 Portico。</translation>
    </message>
    <message>
        <source>The request to list an archive is incomplete.</source>
        <translation>列出压缩包内容的请求不完整。</translation>
    </message>
    <message>
        <source>it is larger than such a file can be</source>
        <translation>它大于此类文件可能的大小</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>查看内容</translation>
    </message>
</context>
<context>
    <name>portico::ListRemote</name>
    <message>
        <source>%1 told nothing about its branches.</source>
        <translation>%1 没有给出其分支的信息。</translation>
    </message>
    <message>
        <source>Try again later; check the address and the network settings.</source>
        <translation>请稍后重试；并检查地址和网络设置。</translation>
    </message>
</context>
<context>
    <name>portico::Lock</name>
    <message>
        <source>a package has no exact version</source>
        <translation>有软件包没有确切的版本</translation>
    </message>
    <message>
        <source>a hash is no SHA-256</source>
        <translation>有哈希值不是 SHA-256</translation>
    </message>
    <message>
        <source>“%1” has no hash</source>
        <translation>“%1”没有哈希值</translation>
    </message>
    <message>
        <source>The list of locked packages cannot be used: %1.</source>
        <translation>锁定的软件包列表无法使用：%1。</translation>
    </message>
    <message>
        <source>Plan anew without this file: the packages are then chosen again.</source>
        <translation>请不使用此文件，重新制定方案：届时会重新选择软件包。</translation>
    </message>
</context>
<context>
    <name>portico::LockInstall</name>
    <message>
        <source>The package index does not give what the lock names any more: %1.</source>
        <translation>软件包索引不再提供锁文件所列的内容：%1。</translation>
    </message>
    <message>
        <source>Build without the lock (--update), or from an index that keeps these files.</source>
        <translation>请不使用锁文件构建（--update），或使用保存着这些文件的索引。</translation>
    </message>
</context>
<context>
    <name>portico::LogFiles</name>
    <message>
        <source>The log cannot be written to %1: %2. It is only shown.</source>
        <translation>无法把日志写入 %1：%2。只会显示它。</translation>
    </message>
</context>
<context>
    <name>portico::LogSource</name>
    <message>
        <source>The log %1 cannot be read: %2.</source>
        <translation>无法读取日志 %1：%2。</translation>
    </message>
    <message>
        <source>Name a log file that is there and may be read.</source>
        <translation>请指定存在且可读的日志文件。</translation>
    </message>
</context>
<context>
    <name>portico::MatchLayer</name>
    <message>
        <source>This ComfyUI has another Python or other packages than that of the snapshot, and these packages of node packs come out differently: %1.</source>
        <translation>此 ComfyUI 的 Python 或软件包与快照中的不同，节点包的以下软件包会得到不同的结果：%1。</translation>
    </message>
    <message>
        <source>Go back as far as possible, which takes them so.</source>
        <translation>请尽可能退回，这会按此采用它们。</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not there any more.</source>
        <translation>“%2”的世代 %1 已不存在。</translation>
    </message>
    <message>
        <source>Go back as far as possible, which stays with this one.</source>
        <translation>请尽可能退回，这会继续使用当前的世代。</translation>
    </message>
</context>
<context>
    <name>portico::MigrateFiles</name>
    <message>
        <source>The model folder %1 could not be linked: node packs do not find what is in it.</source>
        <translation>无法链接模型文件夹 %1：节点包找不到其中的内容。</translation>
    </message>
</context>
<context>
    <name>portico::MigrateInstall</name>
    <message>
        <source>“%1” is running or being changed and cannot be migrated now.</source>
        <translation>“%1”正在运行或正在更改，现在无法迁移。</translation>
    </message>
    <message>
        <source>Stop it, then migrate it.</source>
        <translation>请停止它，然后再迁移。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>沿用</translation>
    </message>
    <message>
        <source>migrating “%1”</source>
        <translation>正在迁移“%1”</translation>
    </message>
    <message>
        <source>%1 in the library</source>
        <comment>name of a migrated install</comment>
        <translation>%1（库中）</translation>
    </message>
</context>
<context>
    <name>portico::MigratePython</name>
    <message>
        <source>The Python in %1 only works there: a copy of it still uses %2.</source>
        <translation>%1 中的 Python 只能在那里使用：它的副本仍会使用 %2。</translation>
    </message>
    <message>
        <source>Put a ComfyUI together with “porticoctl install”, and give it the model folder of this one.</source>
        <translation>请用“porticoctl install”组装一个 ComfyUI，并为它指定此处的模型文件夹。</translation>
    </message>
    <message>
        <source>The new Python has no folder for packages.</source>
        <translation>新的 Python 没有存放软件包的文件夹。</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>请报告此问题。</translation>
    </message>
</context>
<context>
    <name>portico::Miniforge</name>
    <message>
        <source>See the log for its whole words. Python through uv needs neither conda nor its channels.</source>
        <translation>完整消息请见日志。通过 uv 取得 Python 既不需要 conda，也不需要它的通道。</translation>
    </message>
    <message>
        <source>conda could not make Python %1.</source>
        <translation>conda 无法创建 Python %1。</translation>
    </message>
    <message>
        <source>Miniforge cannot work under %1, which holds a space.</source>
        <translation>Miniforge 无法在 %1 下工作，其路径含有空格。</translation>
    </message>
    <message>
        <source>Move Portico&apos;s library, or take Python through uv.</source>
        <translation>请移动 Portico 的库，或通过 uv 取得 Python。</translation>
    </message>
    <message>
        <source>Miniforge: %1</source>
        <translation>Miniforge：%1</translation>
    </message>
    <message>
        <source>Miniforge&apos;s installer %1 failed.</source>
        <translation>Miniforge 的安装程序 %1 失败。</translation>
    </message>
</context>
<context>
    <name>portico::MoveLibrary</name>
    <message>
        <source>There is no library folder %1 that could be moved.</source>
        <translation>没有可以移动的库文件夹 %1。</translation>
    </message>
    <message>
        <source>Name the folder itself with “--library”.</source>
        <translation>请用“--library”指定该文件夹本身。</translation>
    </message>
    <message>
        <source>Choose a folder beside the library, or on another disk.</source>
        <translation>请选择库旁边的文件夹，或另一个磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be replaced by the library.</source>
        <translation>%1 不能被库替换。</translation>
    </message>
    <message>
        <source>Choose a folder that does not exist yet, such as one in it.</source>
        <translation>请选择尚不存在的文件夹，例如其中的一个新文件夹。</translation>
    </message>
    <message>
        <source>There is something at %1.</source>
        <translation>%1 处已有内容。</translation>
    </message>
    <message>
        <source>Choose a folder that does not exist yet, or an empty one.</source>
        <translation>请选择尚不存在的文件夹，或空文件夹。</translation>
    </message>
    <message>
        <source>Another disk is mounted at %1: the library is not moved.</source>
        <translation>%1 处挂载了另一个磁盘：不移动库。</translation>
    </message>
    <message>
        <source>Unmount it, or put a link to it in its place, then try again.</source>
        <translation>请将其卸载，或用指向它的链接代替，然后重试。</translation>
    </message>
    <message>
        <source>moving the library</source>
        <translation>正在移动库</translation>
    </message>
    <message>
        <source>“%1” is running or being changed, so the library cannot be moved now.</source>
        <translation>“%1”正在运行或正在更改，因此现在无法移动库。</translation>
    </message>
    <message>
        <source>Stop it, then move the library.</source>
        <translation>请停止它，然后移动库。</translation>
    </message>
    <message>
        <source>Another Portico is at work in %1.</source>
        <translation>另一个 Portico 正在 %1 中工作。</translation>
    </message>
    <message>
        <source>Wait until it is done, then move the library.</source>
        <translation>请等它完成，然后移动库。</translation>
    </message>
    <message>
        <source>The library needs %1 more at %2, and %3 are free there.</source>
        <translation>库在 %2 还需要 %1，而那里可用的是 %3。</translation>
    </message>
    <message>
        <source>Free some space there, or choose another disk. “porticoctl clean” makes the library smaller.</source>
        <translation>请在那里释放一些空间，或选择其他磁盘。“porticoctl clean”可以缩小库。</translation>
    </message>
    <message>
        <source>There is something at %1, where the old library would go first.</source>
        <translation>旧的库要先放到 %1，但那里已有内容。</translation>
    </message>
    <message>
        <source>Move it elsewhere, then try again: what was copied stays.</source>
        <translation>请把它移到别处，然后重试：已复制的内容会保留。</translation>
    </message>
    <message>
        <source>The isolated environments of “%1” know their old place: “porticoctl env build” makes them again.</source>
        <translation>“%1”的隔离环境记着原来的位置：“porticoctl env build”会重新创建它们。</translation>
    </message>
    <message>
        <source>The library is at its new place. Of the old one something is left in %1: %2 “porticoctl clean” tries again.</source>
        <translation>库已在新位置。旧库在 %1 中还有残留：%2 “porticoctl clean”会再次尝试。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Remove the old files</source>
        <translation>移除旧文件</translation>
    </message>
    <message>
        <source>One of %1 and %2 lies within the other.</source>
        <translation>%1 和 %2 中，一个位于另一个之内。</translation>
    </message>
</context>
<context>
    <name>portico::NeedChoices</name>
    <message>
        <source>“%1” is not left out of “%2”.</source>
        <translation>“%2”没有略去“%1”。</translation>
    </message>
    <message>
        <source>Nothing is left out of it by choice.</source>
        <translation>没有按选择略去它的任何内容。</translation>
    </message>
    <message>
        <source>Left out are: %1.</source>
        <translation>已略去：%1。</translation>
    </message>
</context>
<context>
    <name>portico::Network</name>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>The address of %1 cannot be found.</source>
        <translation>找不到 %1 的地址。</translation>
    </message>
    <message>
        <source>Check the connection to the internet and the address.</source>
        <translation>请检查互联网连接和该地址。</translation>
    </message>
    <message>
        <source>%1 does not accept connections.</source>
        <translation>%1 不接受连接。</translation>
    </message>
    <message>
        <source>Try again later; a firewall or proxy may also be in the way.</source>
        <translation>请稍后重试；也可能被防火墙或代理阻挡。</translation>
    </message>
    <message>
        <source>No safe connection to %1 can be made.</source>
        <translation>无法与 %1 建立安全连接。</translation>
    </message>
    <message>
        <source>A proxy, a virus scanner or this computer&apos;s clock may be the cause.</source>
        <translation>原因可能是代理、杀毒软件或这台计算机的时钟。</translation>
    </message>
    <message>
        <source>The proxy between here and %1 asks for a user name and password, or refuses those it was given.</source>
        <translation>通往 %1 的代理要求用户名和密码，或拒绝了所给出的用户名和密码。</translation>
    </message>
    <message>
        <source>Enter them on the page Network.</source>
        <translation>请在“网络”页面中填写。</translation>
    </message>
    <message>
        <source>The proxy between here and %1 cannot be reached.</source>
        <translation>无法连接到通往 %1 的代理。</translation>
    </message>
    <message>
        <source>Check the proxy on the page Network.</source>
        <translation>请在“网络”页面中检查代理。</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 没有及时应答。</translation>
    </message>
    <message>
        <source>Check the connection to the internet, then try again.</source>
        <translation>请检查互联网连接，然后重试。</translation>
    </message>
    <message>
        <source>The connection to %1 broke.</source>
        <translation>与 %1 的连接中断。</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted.</source>
        <translation>%1 的证书不受信任。</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted: it was issued by %2 and is valid from %3 to %4.</source>
        <translation>%1 的证书不受信任：它由 %2 颁发，有效期为 %3 至 %4。</translation>
    </message>
    <message>
        <source>If your network or virus scanner looks into connections, add its certificate authority on the page Network; nothing was downloaded.</source>
        <translation>如果您的网络或杀毒软件会检查连接内容，请在“网络”页面中添加其证书颁发机构；没有下载任何内容。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date, and whether a proxy or virus scanner looks into connections; nothing was downloaded.</source>
        <translation>请检查这台计算机的日期，以及代理或杀毒软件是否会检查连接内容；没有下载任何内容。</translation>
    </message>
    <message numerus="yes">
        <source>%1 sent nothing for %n second(s).</source>
        <translation>
            <numerusform>%1 在 %n 秒内没有发送任何内容。</numerusform>
        </translation>
    </message>
    <message>
        <source>The connection to %1 ended before everything had come.</source>
        <translation>与 %1 的连接在内容全部收到之前结束。</translation>
    </message>
    <message>
        <source>Try again: what has come is kept.</source>
        <translation>请重试：已收到的部分会保留。</translation>
    </message>
    <message>
        <source>%1 sent an answer that contradicts itself.</source>
        <translation>%1 发送的应答自相矛盾。</translation>
    </message>
    <message>
        <source>A proxy may be broken; try another connection.</source>
        <translation>可能是代理出了问题；请尝试其他连接。</translation>
    </message>
</context>
<context>
    <name>portico::NetworkTest</name>
    <message>
        <source>%1 answers and has ComfyUI&apos;s repository.</source>
        <translation>%1 有应答，并且有 ComfyUI 的仓库。</translation>
    </message>
    <message>
        <source>%1 answers and is a package index.</source>
        <translation>%1 有应答，是软件包索引。</translation>
    </message>
    <message>
        <source>%1 answers and has torch.</source>
        <translation>%1 有应答，并且有 torch。</translation>
    </message>
    <message>
        <source>%1 answers and has releases of Python.</source>
        <translation>%1 有应答，并且有 Python 的发行版。</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>请检查地址。</translation>
    </message>
    <message>
        <source>%1 answers, but not as GitHub would.</source>
        <translation>%1 有应答，但与 GitHub 的应答不同。</translation>
    </message>
    <message>
        <source>Write the address that stands in for https://github.com: what follows there must follow here.</source>
        <translation>请填写用来代替 https://github.com 的地址：原地址后面的部分在这里也必须适用。</translation>
    </message>
    <message>
        <source>%1 answers, but is no package index.</source>
        <translation>%1 有应答，但不是软件包索引。</translation>
    </message>
    <message>
        <source>The address of an index mostly ends in /simple.</source>
        <translation>索引的地址通常以 /simple 结尾。</translation>
    </message>
    <message>
        <source>%1 answers, but has no torch there.</source>
        <translation>%1 有应答，但那里没有 torch。</translation>
    </message>
    <message>
        <source>Write the address above the folders cpu, cu128 and so on; it mostly ends in /whl.</source>
        <translation>请填写 cpu、cu128 等文件夹的上一级地址；它通常以 /whl 结尾。</translation>
    </message>
    <message>
        <source>%1 answers, but has no release of Python there.</source>
        <translation>%1 有应答，但那里没有 Python 的发行版。</translation>
    </message>
    <message>
        <source>Write the address above the folders of the releases, such as %1.</source>
        <translation>请填写各发行版文件夹的上一级地址，例如 %1。</translation>
    </message>
    <message>
        <source>%1 answers too slowly.</source>
        <translation>%1 应答过慢。</translation>
    </message>
    <message>
        <source>Try again later, or choose another mirror.</source>
        <translation>请稍后重试，或选择其他镜像。</translation>
    </message>
    <message>
        <source>directly</source>
        <translation>直接连接</translation>
    </message>
    <message>
        <source>through the proxy %1:%2</source>
        <translation>通过代理 %1:%2</translation>
    </message>
    <message>
        <source>through the SOCKS proxy %1:%2</source>
        <translation>通过 SOCKS 代理 %1:%2</translation>
    </message>
</context>
<context>
    <name>portico::NetworkValues</name>
    <message>
        <source>That is no user name.</source>
        <translation>这不是用户名。</translation>
    </message>
    <message>
        <source>Write the name alone; the password is asked for.</source>
        <translation>请只填写名称；密码会另行询问。</translation>
    </message>
    <message>
        <source>“%1” is no name of a host.</source>
        <translation>“%1”不是主机名。</translation>
    </message>
    <message>
        <source>Write the hosts&apos; exact names separated by commas, such as files.lan, pypi.lan.</source>
        <translation>请填写确切的主机名，以逗号分隔，例如 files.lan, pypi.lan。</translation>
    </message>
    <message>
        <source>The address at %1 holds a password, which settings must not.</source>
        <translation>%1 的地址中含有密码，设置中不允许这样。</translation>
    </message>
    <message>
        <source>Write the login into the file .netrc of your home folder, which uv and pip read, and the address without it.</source>
        <translation>请把登录信息写入您主文件夹中的 .netrc 文件（uv 和 pip 会读取它），地址中则不要包含。</translation>
    </message>
    <message>
        <source>The address at %1 has a “?” or “#” part, so nothing can be added to it.</source>
        <translation>%1 的地址含有“?”或“#”部分，因此无法在后面添加任何内容。</translation>
    </message>
    <message>
        <source>Write the address of the folder only.</source>
        <translation>请只填写文件夹的地址。</translation>
    </message>
</context>
<context>
    <name>portico::NodePacks</name>
    <message>
        <source>There is no node pack “%1”.</source>
        <translation>没有节点包“%1”。</translation>
    </message>
    <message>
        <source>This install has no node packs.</source>
        <translation>此实例没有节点包。</translation>
    </message>
    <message>
        <source>The node packs are: %1.</source>
        <translation>现有节点包：%1。</translation>
    </message>
</context>
<context>
    <name>portico::NodesPlan</name>
    <message>
        <source>“%1” does not ask for “%2”.</source>
        <translation>“%1”不要求“%2”。</translation>
    </message>
    <message>
        <source>It asks for nothing.</source>
        <translation>它没有任何要求。</translation>
    </message>
    <message>
        <source>It asks for: %1.</source>
        <translation>它要求：%1。</translation>
    </message>
    <message>
        <source>“%1” has no enabled node pack “%2”.</source>
        <translation>“%1”没有已启用的节点包“%2”。</translation>
    </message>
    <message>
        <source>Look at its node packs: porticoctl nodes list %1.</source>
        <translation>请查看它的节点包：porticoctl nodes list %1。</translation>
    </message>
    <message>
        <source>Not obeyed in “%1”: %2.</source>
        <translation>“%1”中未遵循的内容：%2。</translation>
    </message>
    <message>
        <source>“%1” is someone&apos;s own folder: its packages stay in its own Python, and there is no layer.</source>
        <translation>“%1”是用户自己的文件夹：其软件包保留在自己的 Python 中，没有层。</translation>
    </message>
    <message>
        <source>Install node packs there as before, or use an install of Portico&apos;s own.</source>
        <translation>请照旧在那里安装节点包，或使用 Portico 自己的实例。</translation>
    </message>
    <message>
        <source>a plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Plan the packages</source>
        <translation>为软件包制定方案</translation>
    </message>
</context>
<context>
    <name>portico::Nvml</name>
    <message>
        <source>The NVIDIA driver was updated while it was running: its parts do not fit together until the computer is restarted.</source>
        <translation>NVIDIA 驱动在运行期间被更新：在计算机重新启动之前，它的各部分不匹配。</translation>
    </message>
    <message>
        <source>Restart the computer.</source>
        <translation>请重新启动计算机。</translation>
    </message>
    <message>
        <source>NVIDIA&apos;s tools are here, but the NVIDIA driver does not run.</source>
        <translation>NVIDIA 的工具在这里，但 NVIDIA 驱动没有运行。</translation>
    </message>
    <message>
        <source>Install the NVIDIA driver again and restart the computer.</source>
        <translation>请重新安装 NVIDIA 驱动，然后重新启动计算机。</translation>
    </message>
</context>
<context>
    <name>portico::ObtainPack</name>
    <message>
        <source>%1 cannot be unpacked.</source>
        <translation>无法解压 %1。</translation>
    </message>
    <message>
        <source>Choose another version: porticoctl nodes info %1.</source>
        <translation>请选择其他版本：porticoctl nodes info %1。</translation>
    </message>
    <message>
        <source>The Comfy Registry has withdrawn version %1 of “%2”.</source>
        <translation>Comfy Registry 已撤回“%2”的版本 %1。</translation>
    </message>
    <message>
        <source>The Comfy Registry names no archive for version %1 of “%2”.</source>
        <translation>Comfy Registry 没有给出“%2”版本 %1 的压缩包。</translation>
    </message>
    <message>
        <source>The Comfy Registry has marked version %1 of “%2” as suspicious.</source>
        <translation>Comfy Registry 将“%2”的版本 %1 标记为可疑。</translation>
    </message>
    <message>
        <source>Version %1 of “%2” is deprecated.</source>
        <translation>“%2”的版本 %1 已弃用。</translation>
    </message>
    <message>
        <source>%1 holds no node pack: it has no __init__.py.</source>
        <translation>%1 中没有节点包：它没有 __init__.py。</translation>
    </message>
    <message>
        <source>Give the folder, repository or archive whose top holds __init__.py.</source>
        <translation>请给出顶层含有 __init__.py 的文件夹、仓库或压缩包。</translation>
    </message>
    <message>
        <source>Fetch node packs</source>
        <translation>获取节点包</translation>
    </message>
    <message>
        <source>“%1” names further repositories (submodules), which are not fetched.</source>
        <translation>“%1”列出了其他仓库（子模块），不会获取它们。</translation>
    </message>
    <message>
        <source>%1 is no node pack: Portico&apos;s own library lies in it.</source>
        <translation>%1 不是节点包：Portico 自己的库位于其中。</translation>
    </message>
    <message>
        <source>Give the node pack&apos;s own folder.</source>
        <translation>请给出节点包自己的文件夹。</translation>
    </message>
    <message>
        <source>Node pack: %1</source>
        <translation>节点包：%1</translation>
    </message>
</context>
<context>
    <name>portico::OfficialSource</name>
    <message>
        <source>Official portable</source>
        <translation>官方便携版</translation>
    </message>
    <message>
        <source>ComfyUI %1, official portable for %2</source>
        <translation>ComfyUI %1，官方便携版，适用于 %2</translation>
    </message>
</context>
<context>
    <name>portico::OpenTerminal</name>
    <message>
        <source>This desktop has no terminal that Portico knows.</source>
        <translation>此桌面没有 Portico 认识的终端。</translation>
    </message>
    <message>
        <source>Install one, for example xterm, then try again.</source>
        <translation>请安装一个，例如 xterm，然后重试。</translation>
    </message>
    <message>
        <source>The terminal could not be started: %1.</source>
        <translation>无法启动终端：%1。</translation>
    </message>
    <message>
        <source>Open one yourself.</source>
        <translation>请自行打开一个。</translation>
    </message>
    <message>
        <source>The script %1, which opens the terminal, cannot be made ready to run: %2.</source>
        <translation>打开终端的脚本 %1 无法设为可执行：%2。</translation>
    </message>
    <message>
        <source>Check that its disk lets files be programs: one with FAT, or mounted with noexec, does not.</source>
        <translation>请检查它所在的磁盘是否允许运行程序：FAT 磁盘或以 noexec 挂载的磁盘不允许。</translation>
    </message>
</context>
<context>
    <name>portico::OwnArguments</name>
    <message>
        <source>Remove it and set the port of this install.</source>
        <translation>请移除它，并设置此实例的端口。</translation>
    </message>
    <message>
        <source>Remove it: Portico starts ComfyUI for this computer only.</source>
        <translation>请移除它：Portico 只为这台计算机启动 ComfyUI。</translation>
    </message>
    <message>
        <source>Remove it: each install has a data folder of its own.</source>
        <translation>请移除它：每个实例都有自己的数据文件夹。</translation>
    </message>
    <message>
        <source>Remove it and choose the folder in the settings of this install.</source>
        <translation>请移除它，并在此实例的设置中选择该文件夹。</translation>
    </message>
    <message>
        <source>Remove it: whether Start opens the browser is a setting of this install.</source>
        <translation>请移除它：启动时是否打开浏览器是此实例的一项设置。</translation>
    </message>
    <message>
        <source>An argument of “%1” holds a line break, which no argument can.</source>
        <translation>“%1”的一个参数含有换行，参数中不能有换行。</translation>
    </message>
    <message>
        <source>Write the arguments on one line.</source>
        <translation>请把参数写在一行内。</translation>
    </message>
    <message>
        <source>The argument %1 of “%2” clashes with %3, which Portico sets itself.</source>
        <translation>“%2”的参数 %1 与 Portico 自己设置的 %3 冲突。</translation>
    </message>
</context>
<context>
    <name>portico::PacRunner</name>
    <message>
        <source>The network&apos;s proxy script found no answer within 10 seconds.</source>
        <translation>网络的代理脚本在 10 秒内没有得出结果。</translation>
    </message>
    <message>
        <source>The network&apos;s proxy script has a fault: %1.</source>
        <translation>网络的代理脚本有错误：%1。</translation>
    </message>
    <message>
        <source>This Portico was built without an engine for proxy scripts.</source>
        <translation>此 Portico 构建时没有包含代理脚本的引擎。</translation>
    </message>
    <message>
        <source>Check the address of the proxy script in the settings, under Network, or name the proxy itself there.</source>
        <translation>请在“网络”页面检查代理脚本的地址，或在那里直接指定代理。</translation>
    </message>
    <message>
        <source>The program that runs the network&apos;s proxy script ended before it answered.</source>
        <translation>运行网络代理脚本的程序在得出结果之前结束。</translation>
    </message>
</context>
<context>
    <name>portico::PackCauses</name>
    <message>
        <source>%1 looks in ComfyUI&apos;s own folder</source>
        <translation>%1 在 ComfyUI 自己的文件夹中查找</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it looks for its files beside ComfyUI&apos;s main.py (%2), and they are in the data folder.</source>
        <translation>节点包 %1 没有加载：它在 ComfyUI 的 main.py 旁边查找自己的文件（%2），而这些文件在数据文件夹中。</translation>
    </message>
    <message>
        <source>Use the classic layout for this install: links lead from there to the data folder.</source>
        <translation>请为此实例使用经典布局：那里会有通向数据文件夹的链接。</translation>
    </message>
    <message>
        <source>%1 finds no fitting torch</source>
        <translation>%1 没有找到匹配的 torch</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded, because torch does not fit: %2.</source>
        <translation>节点包 %1 没有加载，因为 torch 不匹配：%2。</translation>
    </message>
    <message>
        <source>Repair torch.</source>
        <translation>请修复 torch。</translation>
    </message>
    <message>
        <source>%1 misses a part of something</source>
        <translation>%1 缺少某个组成部分</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: %2 is not there, although what it belongs to is. Either a part of the pack was never fetched, or it is made for another version.</source>
        <translation>节点包 %1 没有加载：缺少 %2，尽管它所属的内容存在。可能是节点包的一部分从未获取，也可能是它适用于其他版本。</translation>
    </message>
    <message>
        <source>Update the pack.</source>
        <translation>请更新该节点包。</translation>
    </message>
    <message>
        <source>%1 needs a package</source>
        <translation>%1 需要某个软件包</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: the Python module %2 is not installed.</source>
        <translation>节点包 %1 没有加载：没有安装 Python 模块 %2。</translation>
    </message>
    <message>
        <source>Install what the pack needs.</source>
        <translation>请安装该节点包需要的内容。</translation>
    </message>
    <message>
        <source>%1 needs another NumPy</source>
        <translation>%1 需要另一个 NumPy</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it or a package of it needs another NumPy (%2).</source>
        <translation>节点包 %1 没有加载：它或它的某个软件包需要另一个 NumPy（%2）。</translation>
    </message>
    <message>
        <source>Install what the pack needs again: packages that fit this NumPy are chosen.</source>
        <translation>请重新安装该节点包需要的内容：会选择适合此 NumPy 的软件包。</translation>
    </message>
    <message>
        <source>%1 cannot load a library</source>
        <translation>%1 无法加载动态库</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: the system cannot load a library of it (%2).</source>
        <translation>节点包 %1 没有加载：系统无法加载它的一个动态库（%2）。</translation>
    </message>
    <message>
        <source>Install what the pack needs again; if that does not help, disable it.</source>
        <translation>请重新安装该节点包需要的内容；如果没有帮助，请禁用它。</translation>
    </message>
    <message>
        <source>%1 does not fit the versions here</source>
        <translation>%1 与这里的版本不匹配</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it is made for other versions (%2).</source>
        <translation>节点包 %1 没有加载：它适用于其他版本（%2）。</translation>
    </message>
    <message>
        <source>%1 is not valid Python</source>
        <translation>%1 不是有效的 Python</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: one of its files is damaged, or made for another version of Python (%2).</source>
        <translation>节点包 %1 没有加载：它的一个文件已损坏，或适用于另一个 Python 版本（%2）。</translation>
    </message>
    <message>
        <source>Disable the pack, or update it.</source>
        <translation>请禁用该节点包，或更新它。</translation>
    </message>
    <message>
        <source>%1 is no node pack</source>
        <translation>%1 不是节点包</translation>
    </message>
    <message>
        <source>ComfyUI passed over %1: nothing in it is a node.</source>
        <translation>ComfyUI 跳过了 %1：其中没有节点。</translation>
    </message>
    <message>
        <source>the log does not say why</source>
        <translation>日志没有说明原因</translation>
    </message>
    <message>
        <source>The start script of %1 failed</source>
        <translation>%1 的启动脚本失败</translation>
    </message>
    <message>
        <source>The start script of the node pack %1 failed: %2.</source>
        <translation>节点包 %1 的启动脚本失败：%2。</translation>
    </message>
    <message>
        <source>%1 was not loaded</source>
        <translation>%1 没有加载</translation>
    </message>
    <message>
        <source>The node pack %1 could not be imported: %2.</source>
        <translation>节点包 %1 无法导入：%2。</translation>
    </message>
    <message>
        <source>it does not find %1</source>
        <translation>它找不到 %1</translation>
    </message>
    <message>
        <source>Update the pack, or run its install.py: some packs fetch parts of themselves by it. It is shown first, and runs in a throwaway copy.</source>
        <translation>请更新该节点包，或运行它的 install.py：有些节点包用它获取自身的部分内容。它会先显示出来，并在一次性副本中运行。</translation>
    </message>
</context>
<context>
    <name>portico::PackLayer</name>
    <message>
        <source>%1 would be built from source or from an address, which runs their own code, and nobody has agreed to that.</source>
        <translation>%1 将从源代码或某个地址构建，这会运行它们自己的代码，还没有人对此表示同意。</translation>
    </message>
    <message>
        <source>Agree to it (--allow-builds), or leave the pack out that needs them.</source>
        <translation>请表示同意（--allow-builds），或不安装需要它们的节点包。</translation>
    </message>
    <message>
        <source>Leave that pack out, or install another version of it.</source>
        <translation>请略去该节点包，或安装它的其他版本。</translation>
    </message>
    <message>
        <source>The packages stay as they are for now; those that nobody needs any more go with the next change.</source>
        <translation>软件包暂时保持不变；没有人再需要的那些会随下一次更改移除。</translation>
    </message>
</context>
<context>
    <name>portico::PackNeeds</name>
    <message>
        <source>%1 cannot be understood: %2.</source>
        <translation>无法理解 %1：%2。</translation>
    </message>
    <message>
        <source>Update the node pack, or leave it out.</source>
        <translation>请更新该节点包，或略去它。</translation>
    </message>
    <message>
        <source>“%1” is no requirement</source>
        <translation>“%1”不是需求</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>它太长</translation>
    </message>
    <message>
        <source>it includes too many files</source>
        <translation>它包含过多文件</translation>
    </message>
    <message>
        <source>The requirements of “%1” cannot be read:</source>
        <translation>无法读取“%1”的需求：</translation>
    </message>
</context>
<context>
    <name>portico::PackOutput</name>
    <message>
        <source>Choose a larger volume size.</source>
        <translation>请选择更大的分卷大小。</translation>
    </message>
    <message>
        <source>In volumes of %1 each, the archive would have more than %2 of them.</source>
        <translation>按每个分卷 %1 计算，压缩包会超过 %2 个分卷。</translation>
    </message>
</context>
<context>
    <name>portico::PackSource</name>
    <message>
        <source>Give an id of the Comfy Registry, the https address of a git repository, or the path of a folder, an archive or a .py file.</source>
        <translation>请给出 Comfy Registry 的 ID、git 仓库的 https 地址，或文件夹、压缩包或 .py 文件的路径。</translation>
    </message>
    <message>
        <source>“%1” is no tag, branch or commit.</source>
        <translation>“%1”不是标签、分支或提交。</translation>
    </message>
    <message>
        <source>Write the address as https://…/name@v1.2.</source>
        <translation>请把地址写成 https://…/name@v1.2。</translation>
    </message>
    <message>
        <source>%1 is no list of node packs.</source>
        <translation>%1 不是节点包列表。</translation>
    </message>
    <message numerus="yes">
        <source>It names %n repositories.</source>
        <translation>
            <numerusform>它列出了 %n 个仓库。</numerusform>
        </translation>
    </message>
    <message>
        <source>Give a list with one entry or more, such as [{&quot;url&quot;: &quot;https://…&quot;}].</source>
        <translation>请给出至少含有一个条目的列表，例如 [{&quot;url&quot;: &quot;https://…&quot;}]。</translation>
    </message>
    <message>
        <source>%1 is no git repository and has no “%2”.</source>
        <translation>%1 不是 git 仓库，没有“%2”。</translation>
    </message>
    <message>
        <source>Give the folder alone.</source>
        <translation>请只给出文件夹。</translation>
    </message>
    <message>
        <source>There is no %1.</source>
        <translation>没有 %1。</translation>
    </message>
    <message>
        <source>This names no node pack.</source>
        <translation>这没有指明节点包。</translation>
    </message>
    <message>
        <source>“%1” is no id of the Comfy Registry.</source>
        <translation>“%1”不是 Comfy Registry 的 ID。</translation>
    </message>
    <message>
        <source>A node pack cannot be called “%1”.</source>
        <translation>节点包不能命名为“%1”。</translation>
    </message>
    <message>
        <source>Rename what it is installed from, or give another address of it.</source>
        <translation>请重命名安装它的来源，或给出它的另一个地址。</translation>
    </message>
</context>
<context>
    <name>portico::PackTransaction</name>
    <message>
        <source>deleting node packs</source>
        <translation>正在删除节点包</translation>
    </message>
</context>
<context>
    <name>portico::PackUpdate</name>
    <message>
        <source>Keep what the node packs have stored</source>
        <translation>保留节点包存储的内容</translation>
    </message>
    <message>
        <source>Nobody knows where “%1” was got from.</source>
        <translation>无法知道“%1”是从哪里取得的。</translation>
    </message>
    <message>
        <source>Remove it and install it again from where it is offered.</source>
        <translation>请移除它，并从提供它的地方重新安装。</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>“%1”不是版本。</translation>
    </message>
    <message>
        <source>See which there are: porticoctl nodes info %1.</source>
        <translation>请查看有哪些版本：porticoctl nodes info %1。</translation>
    </message>
    <message>
        <source>“%1” came from %2, which has no versions.</source>
        <translation>“%1”来自 %2，没有版本。</translation>
    </message>
    <message>
        <source>Update it without naming a version.</source>
        <translation>请不指定版本来更新它。</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 以及另外 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” was changed by hand: %2.</source>
        <translation>“%1”曾被手动更改：%2。</translation>
    </message>
    <message>
        <source>Update it with --stash: your changes are then kept aside, with a patch of them where it is a git repository.</source>
        <translation>请用 --stash 更新它：这样您的更改会另行保存，如果是 git 仓库，还会保存更改的补丁。</translation>
    </message>
</context>
<context>
    <name>portico::PackWishes</name>
    <message>
        <source>[types] has sockets of its own, and there is no serialization.py that carries them: comfy-env will refuse the pack. Add it.</source>
        <translation>[types] 有自己的接口，却没有传递它们的 serialization.py：comfy-env 会拒绝该节点包。请添加它。</translation>
    </message>
</context>
<context>
    <name>portico::PackWrapper</name>
    <message>
        <source>The node packs of this install use comfy-env %1, which is too old for node packs to be isolated with it.</source>
        <translation>此实例的节点包使用 comfy-env %1，用它隔离节点包过于老旧。</translation>
    </message>
    <message>
        <source>Update the node packs that ask for it: %1.</source>
        <translation>请更新要求它的节点包：%1。</translation>
    </message>
    <message>
        <source>Its prestartup_script.py does not run while it is isolated.</source>
        <translation>隔离期间不会运行它的 prestartup_script.py。</translation>
    </message>
    <message>
        <source>Its install.py does not run while it is isolated.</source>
        <translation>隔离期间不会运行它的 install.py。</translation>
    </message>
    <message>
        <source>ComfyUI does not see its folder “%1” while it is isolated.</source>
        <translation>隔离期间 ComfyUI 看不到它的文件夹“%1”。</translation>
    </message>
    <message>
        <source>Not obeyed: %1.</source>
        <translation>未遵循：%1。</translation>
    </message>
</context>
<context>
    <name>portico::PassWorkflows</name>
    <message>
        <source>The new generation did not start for its test workflows: %1</source>
        <translation>新世代未能为测试工作流启动：%1</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version of ComfyUI.</source>
        <translation>“%1”保持原样。请尝试 ComfyUI 的其他版本。</translation>
    </message>
    <message>
        <source>The test workflow “%1” does not work with the new generation. %2</source>
        <translation>测试工作流“%1”在新世代上无法工作。%2</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version, or remove that test: porticoctl test-workflow remove %2 &quot;%3&quot;.</source>
        <translation>“%1”保持原样。请尝试其他版本，或移除该测试：porticoctl test-workflow remove %2 &quot;%3&quot;。</translation>
    </message>
</context>
<context>
    <name>portico::PixiEngine</name>
    <message>
        <source>pixi could not build the environment (exit code %1).</source>
        <translation>pixi 无法构建环境（退出码 %1）。</translation>
    </message>
    <message>
        <source>Its log tells more; try again, or ask the author of the pack.</source>
        <translation>其日志中有更多信息；请重试，或询问节点包的作者。</translation>
    </message>
    <message>
        <source>The disk is full: pixi could not build the environment.</source>
        <translation>磁盘已满：pixi 无法构建环境。</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>请释放一些空间，然后重试。</translation>
    </message>
    <message>
        <source>pixi could not reach the packages of the environment.</source>
        <translation>pixi 无法取得环境的软件包。</translation>
    </message>
    <message>
        <source>Check the network settings, then try again.</source>
        <translation>请检查网络设置，然后重试。</translation>
    </message>
    <message>
        <source>The packages of the environment do not go together here.</source>
        <translation>环境的软件包在这里互不兼容。</translation>
    </message>
    <message>
        <source>Ask the author of the pack; its log tells which clash.</source>
        <translation>请询问节点包的作者；其日志会说明哪些冲突。</translation>
    </message>
    <message>
        <source>The environment asks for more than this computer has.</source>
        <translation>该环境的要求超出了这台计算机所具备的。</translation>
    </message>
    <message>
        <source>Its log tells what: another system, C library or CUDA.</source>
        <translation>其日志会说明是什么：另一个系统、C 库或 CUDA。</translation>
    </message>
    <message>
        <source>pixi does not understand what comfy-env.toml asks for.</source>
        <translation>pixi 无法理解 comfy-env.toml 的要求。</translation>
    </message>
    <message>
        <source>Correct the file; the log tells the key.</source>
        <translation>请更正该文件；日志会指出是哪个键。</translation>
    </message>
</context>
<context>
    <name>portico::PixiManifest</name>
    <message>
        <source>[%1] asks for %2%3, but ComfyUI has %4, and both must have the same.</source>
        <translation>[%1] 要求 %2%3，但 ComfyUI 使用 %4，而两者必须相同。</translation>
    </message>
    <message>
        <source>Remove that line of comfy-env.toml.</source>
        <translation>请移除 comfy-env.toml 中的该行。</translation>
    </message>
</context>
<context>
    <name>portico::PixiPins</name>
    <message>
        <source>pixi cannot be put into %1.</source>
        <translation>无法把 pixi 放进 %1。</translation>
    </message>
    <message>
        <source>Check the space and the rights of that folder.</source>
        <translation>请检查该文件夹的空间和权限。</translation>
    </message>
    <message>
        <source>fetching pixi</source>
        <translation>正在获取 pixi</translation>
    </message>
    <message>
        <source>There is no pixi for this computer, and comfy-env runs its environments with it.</source>
        <translation>没有适用于这台计算机的 pixi，而 comfy-env 用它运行其环境。</translation>
    </message>
    <message>
        <source>Isolated environments need another computer.</source>
        <translation>隔离环境需要在其他计算机上使用。</translation>
    </message>
    <message>
        <source>Fetching pixi %1: comfy-env starts the nodes with it.</source>
        <translation>正在获取 pixi %1：comfy-env 用它启动节点。</translation>
    </message>
</context>
<context>
    <name>portico::PlaceArchive</name>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已经存在。</translation>
    </message>
    <message>
        <source>Choose another version or folder, or replace it.</source>
        <translation>请选择其他版本或文件夹，或替换它。</translation>
    </message>
</context>
<context>
    <name>portico::PlaceBundle</name>
    <message>
        <source>Bring the parts together</source>
        <translation>汇集各部分</translation>
    </message>
</context>
<context>
    <name>portico::PlanBundle</name>
    <message>
        <source>The name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Volumes of %1 bytes are too small.</source>
        <translation>%1 字节的分卷太小。</translation>
    </message>
    <message>
        <source>Choose 64 KiB or more.</source>
        <translation>请选择 64 KiB 或更大。</translation>
    </message>
    <message>
        <source>The argument “%1” holds a character that launch scripts cannot carry on every system.</source>
        <translation>参数“%1”含有启动脚本无法在每个系统上传递的字符。</translation>
    </message>
    <message>
        <source>Leave it out, and give it when ComfyUI is started.</source>
        <translation>请略去它，并在启动 ComfyUI 时给出。</translation>
    </message>
    <message>
        <source>%1 was changed by hand; the bundle holds it as it is now.</source>
        <translation>%1 曾被手动更改；整合包中是它现在的样子。</translation>
    </message>
    <message>
        <source>%1 runs in an environment of its own, which cannot move: it is built anew on the other computer.</source>
        <translation>%1 在自己的环境中运行，而该环境不能移动：会在另一台计算机上重新构建。</translation>
    </message>
    <message>
        <source>The arguments that you set for “%1” stay with it; the launch script has: %2.</source>
        <translation>您为“%1”设置的参数留在原实例；启动脚本中有：%2。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已经存在。</translation>
    </message>
    <message>
        <source>Choose another version or folder, or replace it.</source>
        <translation>请选择其他版本或文件夹，或替换它。</translation>
    </message>
    <message>
        <source>Nobody published a SHA-256 of the folder %1.</source>
        <translation>没有公布文件夹 %1 的 SHA-256。</translation>
    </message>
    <message>
        <source>Give the bundle as a file.</source>
        <translation>请以文件形式给出整合包。</translation>
    </message>
    <message>
        <source>The SHA-256 is the published one: %1.</source>
        <translation>SHA-256 与公布的一致：%1。</translation>
    </message>
    <message>
        <source>Not verified: no published SHA-256 is known. This one has %1.</source>
        <translation>未校验：没有已公布的 SHA-256。此文件的是 %1。</translation>
    </message>
</context>
<context>
    <name>portico::PlanLayer</name>
    <message>
        <source>%1 is there already and stays: %2 is not taken.</source>
        <translation>%1 已经存在并保留：不采用 %2。</translation>
    </message>
    <message>
        <source>The package index tells no dates: packages of the last days are not held back.</source>
        <translation>软件包索引没有给出日期：不会暂缓采用最近几天的软件包。</translation>
    </message>
    <message>
        <source>What comes from an address or repository, or must be built, may need further packages: that is known once it was fetched, which needs your consent.</source>
        <translation>来自地址或仓库的，或必须构建的内容，可能还需要其他软件包：获取之后才能知道，而获取需要您的同意。</translation>
    </message>
    <message>
        <source>The package index does not have this install&apos;s own versions of %1: they count as they are.</source>
        <translation>软件包索引没有此实例自己的 %1 版本：按现状计入。</translation>
    </message>
</context>
<context>
    <name>portico::PlanMigration</name>
    <message>
        <source>“%1” lies in the library already: only a folder of your own that was added where it lies is migrated.</source>
        <translation>“%1”已在库中：只能迁移在原处添加的您自己的文件夹。</translation>
    </message>
    <message>
        <source>For a second one like it, duplicate it.</source>
        <translation>如需再要一个相同的，请复制它。</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico: this one does not migrate it.</source>
        <translation>“%1”是由较新的 Portico 写入的：当前版本不会迁移它。</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>请更新 Portico。</translation>
    </message>
    <message>
        <source>There is no ComfyUI in %1 any more.</source>
        <translation>%1 中已没有 ComfyUI。</translation>
    </message>
    <message>
        <source>Put the folder back in its place.</source>
        <translation>请将该文件夹放回原处。</translation>
    </message>
    <message>
        <source>The environment in %1 borrows packages of the Python of this computer: it is not whole without them.</source>
        <translation>%1 中的环境借用了这台计算机的 Python 的软件包：没有它们就不完整。</translation>
    </message>
    <message>
        <source>Put a ComfyUI together with “porticoctl install”, and give it the model folder of this one.</source>
        <translation>请用“porticoctl install”组装一个 ComfyUI，并为它指定此处的模型文件夹。</translation>
    </message>
    <message>
        <source>A package is only a way to the folder %1, which must stay.</source>
        <translation>有一个软件包只是指向文件夹 %1，该文件夹必须保留。</translation>
    </message>
    <message>
        <source>Programs in the environment&apos;s Scripts folder stay behind: they only work where they were made.</source>
        <translation>环境的 Scripts 文件夹中的程序不会沿用：它们只能在创建它们的位置使用。</translation>
    </message>
    <message>
        <source>“%1” becomes an install of its own in the library, with versions to go back to. %2 stays as it is and can still be started; removing the new install undoes it.</source>
        <translation>“%1”会成为库中独立的实例，并有可退回的版本。%2 保持原样，仍可启动；移除新实例即可撤销。</translation>
    </message>
    <message numerus="yes">
        <source>Copied or shared: Python&apos;s packages, ComfyUI, node packs, inputs and user files, %n file(s) with %1.</source>
        <translation>
            <numerusform>复制或共用：Python 的软件包、ComfyUI、节点包、输入和用户文件，%n 个文件，共 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Python %1 is taken over with its packages.</source>
        <translation>沿用 Python %1 及其软件包。</translation>
    </message>
    <message>
        <source>Its packages are taken over; the virtual environment itself works only where it is. The new install gets a Python %1 of its own: a copy of the one in %2, or where that cannot be copied, one as for a ComfyUI that is put together.</source>
        <translation>沿用其软件包；虚拟环境本身只能在原处使用。新实例会有自己的 Python %1：复制 %2 中的那个；如果无法复制，则与组装 ComfyUI 时所用的相同。</translation>
    </message>
    <message>
        <source>Models stay in %1 and are used from there: keep that folder.</source>
        <translation>模型留在 %1 中，并从那里使用：请保留该文件夹。</translation>
    </message>
    <message>
        <source>Model folders of node packs are linked: %1.</source>
        <translation>会链接节点包的模型文件夹：%1。</translation>
    </message>
    <message>
        <source>The folders that %1 names are used as before.</source>
        <translation>%1 中列出的文件夹照常使用。</translation>
    </message>
    <message>
        <source>Pictures that were made stay in the old folder. Close it in other programs before.</source>
        <translation>已生成的图片留在旧文件夹中。请先在其他程序中关闭该文件夹。</translation>
    </message>
</context>
<context>
    <name>portico::PlanRecipe</name>
    <message>
        <source>This recipe is for %1, and this computer is %2.</source>
        <translation>此配方适用于 %1，而这台计算机是 %2。</translation>
    </message>
    <message>
        <source>Make it on a computer of that kind: a bundle is started before it gets its name.</source>
        <translation>请在那种计算机上制作：整合包在命名之前会先启动一次。</translation>
    </message>
    <message>
        <source>The lock %1 is of another recipe, or of another kind of computer.</source>
        <translation>锁文件 %1 属于另一个配方，或另一种计算机。</translation>
    </message>
    <message>
        <source>Take the lock that came with a bundle of this very recipe, or build without one.</source>
        <translation>请使用由此配方制作的整合包所附的锁文件，或不使用锁文件构建。</translation>
    </message>
    <message>
        <source>The recipe is another than that of the lock that is there: a new one is made.</source>
        <translation>该配方与现有锁文件的配方不同：会创建新的锁文件。</translation>
    </message>
    <message>
        <source>The lock that is there cannot be used: %1</source>
        <translation>无法使用现有的锁文件：%1</translation>
    </message>
    <message>
        <source>The versions of its lock are taken; --update takes newer ones.</source>
        <translation>采用其锁文件中的版本；用 --update 采用更新的版本。</translation>
    </message>
    <message>
        <source>“%1” of the recipe cannot be had.</source>
        <translation>无法取得配方中的“%1”。</translation>
    </message>
    <message>
        <source>Without headers and static libraries nothing can be compiled in the bundle: torch.compile and some node packs do that.</source>
        <translation>没有头文件和静态库，就无法在整合包中编译任何内容：torch.compile 和一些节点包会这样做。</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已经存在。</translation>
    </message>
    <message>
        <source>Give the recipe another version, choose another folder, or replace it.</source>
        <translation>请给配方另一个版本，选择其他文件夹，或替换它。</translation>
    </message>
</context>
<context>
    <name>portico::PlanRows</name>
    <message>
        <source>Its makers took this version back, but it is what is asked for.</source>
        <translation>它的制作者撤回了此版本，但所要求的正是它。</translation>
    </message>
    <message>
        <source>There is no wheel of it for this computer: building it runs its own code.</source>
        <translation>没有适用于这台计算机的 wheel：构建它会运行它自己的代码。</translation>
    </message>
</context>
<context>
    <name>portico::PlanUpdate</name>
    <message>
        <source>“%1” was written by a newer Portico, or names a generation that it does not have: it is not updated by this one.</source>
        <translation>“%1”是由较新的 Portico 写入的，或指向了不存在的世代：当前版本不会更新它。</translation>
    </message>
    <message>
        <source>Update Portico, or repair the install.</source>
        <translation>请更新 Portico，或修复该实例。</translation>
    </message>
    <message>
        <source>“%1” can be no tag, branch or commit.</source>
        <translation>“%1”不能作为标签、分支或提交。</translation>
    </message>
    <message>
        <source>Give a tag such as v0.33.0, a branch or a commit.</source>
        <translation>请给出标签（例如 v0.33.0）、分支或提交。</translation>
    </message>
    <message>
        <source>Nobody knows which ComfyUI “%1” has.</source>
        <translation>无法知道“%1”是哪个 ComfyUI。</translation>
    </message>
    <message>
        <source>Name the version to go to: --to 0.34.0.</source>
        <translation>请指定要切换到的版本：--to 0.34.0。</translation>
    </message>
    <message>
        <source>updating “%1”</source>
        <translation>正在更新“%1”</translation>
    </message>
    <message>
        <source>“%1” is no version of torch.</source>
        <translation>“%1”不是 torch 的版本。</translation>
    </message>
    <message>
        <source>Give one such as 2.9.1: its build for the accelerator is found by itself.</source>
        <translation>请给出 2.9.1 这样的版本：会自动找到适用于加速器的构建版本。</translation>
    </message>
</context>
<context>
    <name>portico::PointerReader</name>
    <message>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>不是文本</translation>
    </message>
    <message>
        <source>has more than %1 characters</source>
        <translation>超过 %1 个字符</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>is no list of lines</source>
        <translation>不是文本行的列表</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>超过 %1 个条目</translation>
    </message>
    <message>
        <source>is no whole number</source>
        <translation>不是整数</translation>
    </message>
    <message>
        <source>is not between %1 and %2</source>
        <translation>不在 %1 和 %2 之间</translation>
    </message>
    <message>
        <source>is no date such as 2026-11-21 or 2026-11-21T09:00:00Z</source>
        <translation>不是日期，日期应形如 2026-11-21 或 2026-11-21T09:00:00Z</translation>
    </message>
    <message>
        <source>is no list</source>
        <translation>不是列表</translation>
    </message>
    <message>
        <source>is no object</source>
        <translation>不是对象</translation>
    </message>
</context>
<context>
    <name>portico::PortCheck</name>
    <message>
        <source>All %1 ports after %2 are taken.</source>
        <translation>%2 之后的全部 %1 个端口都已被占用。</translation>
    </message>
    <message>
        <source>Choose another port in the install&apos;s settings.</source>
        <translation>请在实例的设置中选择其他端口。</translation>
    </message>
    <message>
        <source>Port %1 is used by another program.</source>
        <translation>端口 %1 已被另一个程序使用。</translation>
    </message>
    <message>
        <source>Choose another port, or end the program that uses it.</source>
        <translation>请选择其他端口，或结束使用它的程序。</translation>
    </message>
    <message>
        <source>Port %1 is used by %2 (process %3).</source>
        <translation>端口 %1 已被 %2（进程 %3）使用。</translation>
    </message>
    <message>
        <source>Choose another port, or end %1.</source>
        <translation>请选择其他端口，或结束 %1。</translation>
    </message>
</context>
<context>
    <name>portico::PrepareChange</name>
    <message>
        <source>The node pack “%1” is isolated and disabled: its new version could not be tried.</source>
        <translation>节点包“%1”已隔离且已禁用：无法试用它的新版本。</translation>
    </message>
    <message>
        <source>Enable it first, then update it.</source>
        <translation>请先启用它，然后更新。</translation>
    </message>
    <message>
        <source>fetching node packs</source>
        <translation>正在获取节点包</translation>
    </message>
    <message>
        <source>Two of these node packs would be called “%1”.</source>
        <translation>其中有两个节点包会同名：“%1”。</translation>
    </message>
    <message>
        <source>Install one of them alone.</source>
        <translation>请只安装其中一个。</translation>
    </message>
    <message>
        <source>There is a node pack “%1” already.</source>
        <translation>已经有节点包“%1”。</translation>
    </message>
    <message>
        <source>There is a node pack “%1” already; it is disabled.</source>
        <translation>已经有节点包“%1”；它已禁用。</translation>
    </message>
    <message>
        <source>Update it instead, or remove it first.</source>
        <translation>请改为更新它，或先移除它。</translation>
    </message>
    <message>
        <source>Enable or update it instead, or remove it first.</source>
        <translation>请改为启用或更新它，或先移除它。</translation>
    </message>
    <message>
        <source>“%1” and “%2” both say to be the node pack %3: one of them should be disabled.</source>
        <translation>“%1”和“%2”都自称是节点包 %3：应当禁用其中一个。</translation>
    </message>
    <message>
        <source>“%1” is up to date.</source>
        <translation>“%1”已是最新。</translation>
    </message>
    <message>
        <source>What “%1” needs does not go together with what the other node packs need, and is left out.</source>
        <translation>“%1”的需求与其他节点包的需求不兼容，已略去。</translation>
    </message>
    <message>
        <source>The node pack “%1” has no install.py.</source>
        <translation>节点包“%1”没有 install.py。</translation>
    </message>
    <message>
        <source>There is nothing to run.</source>
        <translation>没有可以运行的内容。</translation>
    </message>
    <message>
        <source>The node pack “%1” is a link to a folder elsewhere, which is not changed.</source>
        <translation>节点包“%1”是指向别处文件夹的链接，不会更改该文件夹。</translation>
    </message>
    <message>
        <source>Run its install.py there yourself.</source>
        <translation>请自行在那里运行它的 install.py。</translation>
    </message>
    <message>
        <source>The node pack “%1” is disabled.</source>
        <translation>节点包“%1”已禁用。</translation>
    </message>
    <message>
        <source>Enable it first.</source>
        <translation>请先启用它。</translation>
    </message>
    <message>
        <source>Nothing is kept of a node pack “%1”.</source>
        <translation>没有保存节点包“%1”的任何内容。</translation>
    </message>
    <message>
        <source>Old versions are kept until ComfyUI has started well with the new ones.</source>
        <translation>旧版本会一直保留，直到 ComfyUI 用新版本顺利启动。</translation>
    </message>
    <message>
        <source>Kept are: %1.</source>
        <translation>保存的有：%1。</translation>
    </message>
    <message>
        <source>“%1” is enabled already.</source>
        <translation>“%1”已经启用。</translation>
    </message>
    <message>
        <source>“%1” is disabled already.</source>
        <translation>“%1”已经禁用。</translation>
    </message>
    <message>
        <source>Another node pack “%1” is enabled.</source>
        <translation>另一个节点包“%1”已启用。</translation>
    </message>
    <message>
        <source>Disable or remove that one first.</source>
        <translation>请先禁用或移除那一个。</translation>
    </message>
    <message>
        <source>The node pack “%1” is isolated, and its install.py is not run there.</source>
        <translation>节点包“%1”已隔离，不会在那里运行它的 install.py。</translation>
    </message>
</context>
<context>
    <name>portico::PrepareIsolation</name>
    <message>
        <source>“%1” is isolated already.</source>
        <translation>“%1”已经隔离。</translation>
    </message>
    <message>
        <source>The new version of the node pack “%1” has a comfy-env.toml of its own, and isolates itself.</source>
        <translation>节点包“%1”的新版本有自己的 comfy-env.toml，会自行隔离。</translation>
    </message>
    <message>
        <source>Node packs cannot be isolated here.</source>
        <translation>这里无法隔离节点包。</translation>
    </message>
    <message>
        <source>Leave one of the node packs out.</source>
        <translation>请略去其中一个节点包。</translation>
    </message>
    <message>
        <source>“%1” is not isolated.</source>
        <translation>“%1”没有隔离。</translation>
    </message>
    <message>
        <source>The files of the node pack “%1” are not where it was isolated.</source>
        <translation>节点包“%1”的文件已不在它被隔离的位置。</translation>
    </message>
    <message>
        <source>Remove it and install it again.</source>
        <translation>请移除它并重新安装。</translation>
    </message>
    <message>
        <source>Undo the isolation (porticoctl env rejoin), then try again, and isolate it once more if it still has to be.</source>
        <translation>请取消隔离（porticoctl env rejoin），然后重试；如果仍有必要，请再次隔离它。</translation>
    </message>
</context>
<context>
    <name>portico::PrepareLaunch</name>
    <message>
        <source>%1 is not there: %2.</source>
        <translation>%1 不在那里：%2。</translation>
    </message>
    <message>
        <source>Put the folder back in its place, or remove this install.</source>
        <translation>请把该文件夹放回原处，或移除此实例。</translation>
    </message>
    <message>
        <source>Remove this install and add its bundle again; the data folder can be kept.</source>
        <translation>请移除此实例并重新添加它的整合包；数据文件夹可以保留。</translation>
    </message>
    <message>
        <source>The runtime of “%1”</source>
        <translation>“%1”的运行环境</translation>
    </message>
    <message>
        <source>The Python of “%1”</source>
        <translation>“%1”的 Python</translation>
    </message>
    <message>
        <source>The ComfyUI of “%1”</source>
        <translation>“%1”的 ComfyUI</translation>
    </message>
    <message>
        <source>A folder chosen for “%1”</source>
        <translation>为“%1”选择的文件夹</translation>
    </message>
    <message>
        <source>Connect its drive, or choose another folder in the settings.</source>
        <translation>请连接它所在的驱动器，或在设置中选择其他文件夹。</translation>
    </message>
    <message>
        <source>ComfyUI did not say which arguments it knows; all are passed.</source>
        <translation>ComfyUI 没有说明它支持哪些参数；会传递全部参数。</translation>
    </message>
    <message>
        <source>The model folder %1 is not there and is left out.</source>
        <translation>模型文件夹 %1 不存在，已略去。</translation>
    </message>
</context>
<context>
    <name>portico::PrepareMatch</name>
    <message>
        <source>“%1” was changed by hand then, and these changes are not kept any more.</source>
        <translation>“%1”当时曾被手动更改，而这些更改已不再保存。</translation>
    </message>
    <message>
        <source>Go back as far as possible, which brings it without them.</source>
        <translation>请尽可能退回，这会恢复不含那些更改的版本。</translation>
    </message>
    <message>
        <source>What “%1” can be got from now is not what it was then.</source>
        <translation>“%1”现在能取得的内容与当时的不同。</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves it as it is now.</source>
        <translation>请尽可能退回，这会让它保持现状。</translation>
    </message>
    <message>
        <source>“%1” is not here any more, and nobody knows where it was got from.</source>
        <translation>“%1”已不在这里，也无法知道它是从哪里取得的。</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves it out.</source>
        <translation>请尽可能退回，这会略去它。</translation>
    </message>
    <message>
        <source>“%1” lies in a folder of your own, where Portico enables and disables node packs only.</source>
        <translation>“%1”位于您自己的文件夹中，Portico 在那里只启用和禁用节点包。</translation>
    </message>
    <message>
        <source>Go back as far as possible, and change this one yourself.</source>
        <translation>请尽可能退回，并自行更改这一个。</translation>
    </message>
    <message>
        <source>a copy of this computer</source>
        <translation>这台计算机上的副本</translation>
    </message>
    <message>
        <source>The install.py of “%1” had run then, and does not run by itself: porticoctl nodes run-script.</source>
        <translation>“%1”的 install.py 当时运行过，它不会自行运行：porticoctl nodes run-script。</translation>
    </message>
</context>
<context>
    <name>portico::PromoteBundle</name>
    <message>
        <source>no track</source>
        <translation>没有通道</translation>
    </message>
    <message>
        <source>There is no catalogue %1.</source>
        <translation>没有目录 %1。</translation>
    </message>
    <message>
        <source>Check the path; “porticoctl bundle publish” makes one.</source>
        <translation>请检查路径；“porticoctl bundle publish”会创建目录。</translation>
    </message>
    <message>
        <source>“%1” has no bundle “%2”.</source>
        <translation>“%1”没有整合包“%2”。</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>它有：%1。</translation>
    </message>
    <message>
        <source>“%1” is on “%2” and cannot go to “%3”: bundles only go forward.</source>
        <translation>“%1”在“%2”上，不能转到“%3”：整合包只能向前推进。</translation>
    </message>
    <message>
        <source>Promote another bundle to that track, which takes this one off where it is made for the same computers.</source>
        <translation>请把另一个整合包提升到该通道；如果它适用于同样的计算机，这一个会随之退出该通道。</translation>
    </message>
    <message>
        <source>promoting a bundle</source>
        <translation>正在提升整合包</translation>
    </message>
</context>
<context>
    <name>portico::Provider</name>
    <message>
        <source>it has what the others have but for windows, which ComfyUI has no use for, and the contributed modules that were asked for</source>
        <translation>它具有其他版本的全部内容以及所要求的贡献模块，只缺少 ComfyUI 用不到的窗口功能</translation>
    </message>
    <message>
        <source>it has what the others have but for windows, which ComfyUI has no use for</source>
        <translation>它具有其他版本的全部内容，只缺少 ComfyUI 用不到的窗口功能</translation>
    </message>
    <message>
        <source>this install computes with CUDA</source>
        <translation>此实例使用 CUDA 计算</translation>
    </message>
    <message>
        <source>it is asked for, and there is no CUDA here</source>
        <translation>它是所要求的，而这里没有 CUDA</translation>
    </message>
    <message>
        <source>there is no CUDA here</source>
        <translation>这里没有 CUDA</translation>
    </message>
    <message>
        <source>it is part of this install, which does not change</source>
        <translation>它是此实例的一部分，不会改变</translation>
    </message>
    <message>
        <source>ComfyUI is made for it</source>
        <translation>ComfyUI 是针对它编写的</translation>
    </message>
    <message>
        <source>%1 is taken: %2.</source>
        <translation>采用 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is taken instead of %2: %3.</source>
        <translation>采用 %1 而不是 %2：%3。</translation>
    </message>
</context>
<context>
    <name>portico::ProxyAddress</name>
    <message>
        <source>Write “system”, “none”, http://host:port, socks5://host:port, a user as http://user@host:port, or pac+https://host/proxy.pac for a script.</source>
        <translation>请填写“system”、“none”、http://host:port、socks5://host:port、带用户名的 http://user@host:port，或用于脚本的 pac+https://host/proxy.pac。</translation>
    </message>
    <message>
        <source>“%1” is no address of a proxy script.</source>
        <translation>“%1”不是代理脚本的地址。</translation>
    </message>
    <message>
        <source>The address of a proxy script holds no user and no password.</source>
        <translation>代理脚本的地址不能含有用户名和密码。</translation>
    </message>
    <message>
        <source>Portico speaks to proxies by http and SOCKS 5 only; what goes through them is protected all the same.</source>
        <translation>Portico 只通过 http 和 SOCKS 5 连接代理；经过代理的内容同样受到保护。</translation>
    </message>
    <message>
        <source>“%1” is no address of a proxy with its port.</source>
        <translation>“%1”不是带端口的代理地址。</translation>
    </message>
    <message>
        <source>The proxy&apos;s password does not belong into its address: settings and command lines can be read by others.</source>
        <translation>代理的密码不应写在地址中：设置和命令行可能被他人读取。</translation>
    </message>
    <message>
        <source>Give the address without it; the password is asked for and kept in this computer&apos;s keychain.</source>
        <translation>请给出不含密码的地址；密码会另行询问，并保存在这台计算机的密钥环中。</translation>
    </message>
</context>
<context>
    <name>portico::ProxyBypass</name>
    <message>
        <source>“%1” is no host, domain or network.</source>
        <translation>“%1”不是主机、域或网络。</translation>
    </message>
    <message>
        <source>Write hosts and networks separated by commas, such as intranet.example, .corp.example, 10.0.0.0/8.</source>
        <translation>请填写主机和网络，以逗号分隔，例如 intranet.example, .corp.example, 10.0.0.0/8。</translation>
    </message>
</context>
<context>
    <name>portico::PublishBundle</name>
    <message>
        <source>Look into the bundle</source>
        <translation>查看整合包内容</translation>
    </message>
    <message>
        <source>looking into a bundle</source>
        <translation>正在查看整合包</translation>
    </message>
    <message>
        <source>%1 has no %2: it was not made by Portico.</source>
        <translation>%1 没有 %2：它不是由 Portico 制作的。</translation>
    </message>
    <message>
        <source>Add it as an install and build a bundle of that, or write it into the catalogue by hand (docs/catalogue.md).</source>
        <translation>请把它添加为实例并用该实例构建整合包，或手动写入目录（docs/catalogue.md）。</translation>
    </message>
    <message>
        <source>The bundle does not tell what its torch runs on.</source>
        <translation>整合包没有说明它的 torch 在什么上运行。</translation>
    </message>
    <message>
        <source>The bundle does not tell the version of its ComfyUI.</source>
        <translation>整合包没有说明它的 ComfyUI 版本。</translation>
    </message>
    <message>
        <source>Say it: --accelerator cpu, or “cuda 13.0”.</source>
        <translation>请指明：--accelerator cpu，或“cuda 13.0”。</translation>
    </message>
    <message>
        <source>Build it again of an install that does.</source>
        <translation>请用有此信息的实例重新构建它。</translation>
    </message>
    <message>
        <source>%1 %2: ComfyUI %3 for %4 %5, %6</source>
        <translation>%1 %2：ComfyUI %3，适用于 %4 %5，%6</translation>
    </message>
    <message>
        <source>Bundles of %1</source>
        <translation>%1 的整合包</translation>
    </message>
    <message>
        <source>The catalogue has another bundle %1.</source>
        <translation>目录中有另一个整合包 %1。</translation>
    </message>
    <message>
        <source>Give the new one another version, or replace it with --replace.</source>
        <translation>请给新的整合包另一个版本，或用 --replace 替换它。</translation>
    </message>
    <message>
        <source>publishing a bundle</source>
        <translation>正在发布整合包</translation>
    </message>
    <message>
        <source>%1 is not what the .sha256 beside it says.</source>
        <translation>%1 与它旁边的 .sha256 所说的不同。</translation>
    </message>
    <message>
        <source>Build the bundle again, or get it again.</source>
        <translation>请重新构建整合包，或重新获取它。</translation>
    </message>
    <message>
        <source>Another file %1 is there.</source>
        <translation>那里有另一个文件 %1。</translation>
    </message>
    <message>
        <source>Give the bundle another version, or replace it with --replace.</source>
        <translation>请给整合包另一个版本，或用 --replace 替换它。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>There is no bundle %1.</source>
        <translation>没有整合包 %1。</translation>
    </message>
    <message>
        <source>Build one: porticoctl bundle build.</source>
        <translation>请构建一个：porticoctl bundle build。</translation>
    </message>
</context>
<context>
    <name>portico::PublishRelease</name>
    <message>
        <source>There is no file %1.</source>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>Name the bundle that was built.</source>
        <translation>请指定已构建的整合包。</translation>
    </message>
    <message>
        <source>GitHub would give the file “%1” another name.</source>
        <translation>GitHub 会给文件“%1”另一个名称。</translation>
    </message>
    <message>
        <source>Name it with letters, digits and . _ + - only.</source>
        <translation>请只用字母、数字和 . _ + - 命名。</translation>
    </message>
    <message>
        <source>%1 has %2 bytes; a file of a release may have 1 to %3.</source>
        <translation>%1 有 %2 字节；发行版的文件大小可以为 1 到 %3。</translation>
    </message>
    <message>
        <source>Build the bundle in volumes, so that each is smaller.</source>
        <translation>请以分卷方式构建整合包，使每个文件更小。</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>%1 would be more than %2 volumes.</source>
        <translation>%1 会超过 %2 个分卷。</translation>
    </message>
    <message>
        <source>Choose a larger volume size.</source>
        <translation>请选择更大的分卷大小。</translation>
    </message>
    <message>
        <source>Two files are called %1.</source>
        <translation>有两个文件名为 %1。</translation>
    </message>
    <message>
        <source>Name each only once.</source>
        <translation>请每个只列出一次。</translation>
    </message>
    <message>
        <source>listing the releases of %1</source>
        <translation>正在列出 %1 的发行版</translation>
    </message>
    <message>
        <source>%1 has a release %2 already.</source>
        <translation>%1 已经有发行版 %2。</translation>
    </message>
    <message>
        <source>Choose another version; what was published stays as it is.</source>
        <translation>请选择其他版本；已发布的内容保持不变。</translation>
    </message>
    <message>
        <source>making the release %1 of %2</source>
        <translation>正在创建 %2 的发行版 %1</translation>
    </message>
    <message>
        <source>publishing the release of %1</source>
        <translation>正在发布 %1 的发行版</translation>
    </message>
    <message>
        <source>“%1” is no tag for a release.</source>
        <translation>“%1”不能作为发行版的标签。</translation>
    </message>
    <message>
        <source>Write it as v1.2.0.</source>
        <translation>请写成 v1.2.0。</translation>
    </message>
    <message>
        <source>The draft of the release stays: the next try goes on with it.</source>
        <translation>发行版的草稿会保留：下次会从它继续。</translation>
    </message>
</context>
<context>
    <name>portico::PushFiles</name>
    <message>
        <source>%1 is not pushed: %2.</source>
        <translation>不推送 %1：%2。</translation>
    </message>
    <message>
        <source>Push the recipe and what it names, not bundles or models; those are published as a release.</source>
        <translation>请推送配方及其列出的内容，而不是整合包或模型；后者应作为发行版发布。</translation>
    </message>
    <message>
        <source>it is a link</source>
        <translation>它是链接</translation>
    </message>
    <message>
        <source>it has more than 5 MiB</source>
        <translation>它超过 5 MiB</translation>
    </message>
    <message>
        <source>There is no %1 to push.</source>
        <translation>没有可推送的 %1。</translation>
    </message>
    <message>
        <source>Name a recipe, or a folder with one.</source>
        <translation>请指定配方，或含有配方的文件夹。</translation>
    </message>
    <message>
        <source>it has more than %1 files</source>
        <translation>它超过 %1 个文件</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>它是空的</translation>
    </message>
    <message>
        <source>pushing to %1</source>
        <translation>正在推送到 %1</translation>
    </message>
    <message>
        <source>Send files</source>
        <translation>发送文件</translation>
    </message>
    <message>
        <source>Others push to the branch %1 of %2 all the time.</source>
        <translation>其他人一直在向 %2 的分支 %1 推送。</translation>
    </message>
    <message>
        <source>Try again, or push to a branch of your own.</source>
        <translation>请重试，或推送到您自己的分支。</translation>
    </message>
</context>
<context>
    <name>portico::PutBack</name>
    <message>
        <source>putting back “%1”</source>
        <translation>正在恢复“%1”</translation>
    </message>
</context>
<context>
    <name>portico::PythonFacts</name>
    <message>
        <source>The Python %1 does not run.</source>
        <translation>Python %1 无法运行。</translation>
    </message>
    <message>
        <source>Choose another Python.</source>
        <translation>请选择其他 Python。</translation>
    </message>
    <message>
        <source>There is no Python %1.</source>
        <translation>没有 Python %1。</translation>
    </message>
    <message>
        <source>Give the path of a Python 3.10 or newer.</source>
        <translation>请给出 Python 3.10 或更高版本的路径。</translation>
    </message>
</context>
<context>
    <name>portico::PythonProvider</name>
    <message>
        <source>uv did not put Python where it was told to.</source>
        <translation>uv 没有把 Python 放到指定的位置。</translation>
    </message>
    <message>
        <source>Try again, or choose a Python of this computer.</source>
        <translation>请重试，或选择这台计算机上的 Python。</translation>
    </message>
    <message>
        <source>There is no Python 3.10 or newer on this computer.</source>
        <translation>这台计算机上没有 Python 3.10 或更高版本。</translation>
    </message>
    <message>
        <source>There is no Python %1 on this computer.</source>
        <translation>这台计算机上没有 Python %1。</translation>
    </message>
    <message>
        <source>Install one, or choose another version.</source>
        <translation>请安装一个，或选择其他版本。</translation>
    </message>
    <message>
        <source>This install needs the Python of this computer in %1: keep it.</source>
        <translation>此实例需要这台计算机位于 %1 的 Python：请保留它。</translation>
    </message>
    <message>
        <source>%1 is Python %2, which is too old.</source>
        <translation>%1 是 Python %2，版本过于老旧。</translation>
    </message>
    <message>
        <source>Choose a Python 3.10 or newer.</source>
        <translation>请选择 Python 3.10 或更高版本。</translation>
    </message>
    <message>
        <source>Python %1 of this computer: %2</source>
        <translation>这台计算机的 Python %1：%2</translation>
    </message>
    <message>
        <source>A Python of its own could not be fetched: %1 Looking on this computer.</source>
        <translation>无法获取自带的 Python：%1 正在这台计算机上查找。</translation>
    </message>
    <message>
        <source>Python could not be fetched, and this computer has none that fits. %1</source>
        <translation>无法获取 Python，这台计算机上也没有适用的。%1</translation>
    </message>
</context>
<context>
    <name>portico::RateLimit</name>
    <message>
        <source>%1 was asked too often from this address and answers again at %2.</source>
        <translation>从此地址向 %1 的查询过于频繁，它将在 %2 恢复应答。</translation>
    </message>
    <message>
        <source>Try again then.</source>
        <translation>请到时重试。</translation>
    </message>
    <message>
        <source>Try again then, or give Portico a GitHub token: with one it may ask 5,000 times an hour instead of 60.</source>
        <translation>请到时重试，或给 Portico 一个 GitHub 令牌：有了它每小时可以查询 5,000 次而不是 60 次。</translation>
    </message>
</context>
<context>
    <name>portico::ReadSite</name>
    <message>
        <source>cannot be used: %1</source>
        <translation>无法使用：%1</translation>
    </message>
    <message>
        <source>is no commit: 40 of the digits 0 to 9 and a to f</source>
        <translation>不是提交：应为 40 位数字 0 到 9 和字母 a 到 f</translation>
    </message>
    <message>
        <source>is no id of the Comfy Registry</source>
        <translation>不是 Comfy Registry 的 ID</translation>
    </message>
    <message>
        <source>is no version such as 1.2.0</source>
        <translation>不是版本，版本应形如 1.2.0</translation>
    </message>
    <message>
        <source>is one too many: a node pack comes from one place</source>
        <translation>是多余的：节点包只能来自一个地方</translation>
    </message>
    <message>
        <source>belongs to “%1”</source>
        <translation>应属于 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>is missing, and so are git, folder, archive and file</source>
        <translation>缺失，git、folder、archive 和 file 也都没有</translation>
    </message>
    <message>
        <source>is neither an https address nor a path</source>
        <translation>既不是 https 地址也不是路径</translation>
    </message>
    <message>
        <source>holds a password, which everybody could read here</source>
        <translation>含有密码，任何人都能在这里读到它</translation>
    </message>
    <message>
        <source>is missing: %1</source>
        <translation>缺失：%1</translation>
    </message>
    <message>
        <source>is needed: another one has the folder “%1”</source>
        <translation>是必需的：另一个节点包使用了文件夹“%1”</translation>
    </message>
    <message>
        <source>is no SHA-256</source>
        <translation>不是 SHA-256</translation>
    </message>
    <message>
        <source>has no meaning beside a commit</source>
        <translation>与提交同时出现时没有意义</translation>
    </message>
    <message>
        <source>is no port from 1 to 65535</source>
        <translation>不是 1 到 65535 的端口</translation>
    </message>
    <message>
        <source>is that of another install of this file, too</source>
        <translation>也是此文件中另一个实例的</translation>
    </message>
    <message>
        <source>is no object {…}</source>
        <translation>不是对象 {…}</translation>
    </message>
    <message>
        <source>holds “%1”, which is no variable with a text</source>
        <translation>含有“%1”，它不是带文本的变量</translation>
    </message>
    <message>
        <source>is none; write cu130, cu128, rocm7.2, xpu, mps, cpu or auto</source>
        <translation>不是加速器；请写 cu130、cu128、rocm7.2、xpu、mps、cpu 或 auto</translation>
    </message>
    <message>
        <source>is one too many: one of bundle, catalogue and kept counts</source>
        <translation>是多余的：bundle、catalogue 和 kept 中只能有一个</translation>
    </message>
    <message>
        <source>names none of bundle, catalogue and kept</source>
        <translation>没有指明 bundle、catalogue 和 kept 中的任何一个</translation>
    </message>
    <message>
        <source>has no meaning here: every kept file has its own</source>
        <translation>在这里没有意义：每个保存的文件都有自己的</translation>
    </message>
    <message>
        <source>belongs to &quot;kept&quot;</source>
        <translation>应属于 &quot;kept&quot;</translation>
    </message>
    <message>
        <source>is no name of a kept state</source>
        <translation>不是保存状态的名称</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>无法读取：%1</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>is no lock: %1</source>
        <translation>不是锁文件：%1</translation>
    </message>
    <message>
        <source>is no version such as 0.33.0</source>
        <translation>不是版本，版本应形如 0.33.0</translation>
    </message>
    <message>
        <source>has several spaces in a row</source>
        <translation>含有连续的多个空格</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>不是 1，而 Portico 只认识格式 1</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>超过 %1 个条目</translation>
    </message>
</context>
<context>
    <name>portico::RebuildEnvironments</name>
    <message>
        <source>No node pack asks for the environment “%1” any more.</source>
        <translation>已没有节点包需要环境“%1”。</translation>
    </message>
    <message>
        <source>Nothing has to be done.</source>
        <translation>无需任何操作。</translation>
    </message>
    <message>
        <source>The environment “%1” was unpacked, and does not serve here: %2.</source>
        <translation>环境“%1”已解压，但在这里无法使用：%2。</translation>
    </message>
    <message>
        <source>Build it again: porticoctl env build.</source>
        <translation>请重新构建它：porticoctl env build。</translation>
    </message>
    <message>
        <source>rebuilding %1</source>
        <translation>正在重建 %1</translation>
    </message>
</context>
<context>
    <name>portico::RebuildVendored</name>
    <message>
        <source>%1 rebuilt</source>
        <comment>name of an install</comment>
        <translation>%1（重建）</translation>
    </message>
    <message>
        <source>rebuilding</source>
        <translation>正在重建</translation>
    </message>
    <message>
        <source>rebuilding “%1”</source>
        <translation>正在重建“%1”</translation>
    </message>
    <message>
        <source>What was rebuilt is not the same as at first: %1.</source>
        <translation>重建的内容与最初的不同：%1。</translation>
    </message>
    <message>
        <source>Nothing was kept of it; please report this as a bug.</source>
        <translation>没有保留其中任何内容；请将此作为缺陷报告。</translation>
    </message>
</context>
<context>
    <name>portico::Recipe</name>
    <message>
        <source>can be no tag, branch or commit</source>
        <translation>不能作为标签、分支或提交</translation>
    </message>
    <message>
        <source>is missing, and there is no VERSION.txt beside the recipe</source>
        <translation>缺失，且配方旁边没有 VERSION.txt</translation>
    </message>
    <message>
        <source>is missing, and VERSION.txt is empty</source>
        <translation>缺失，且 VERSION.txt 为空</translation>
    </message>
    <message>
        <source>is one too many: one of ref, commit, tag and branch counts</source>
        <translation>是多余的：ref、commit、tag 和 branch 中只能有一个</translation>
    </message>
    <message>
        <source>cannot be used: %1</source>
        <translation>无法使用：%1</translation>
    </message>
    <message>
        <source>would get the folder “%1”, which another one has; give it a &quot;name&quot;</source>
        <translation>会得到文件夹“%1”，而另一个已使用它；请给它一个 &quot;name&quot;</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>超过 %1 个条目</translation>
    </message>
    <message>
        <source>holds what is no requirement on a package: %1</source>
        <translation>含有不是软件包需求的内容：%1</translation>
    </message>
    <message>
        <source>is no version such as 3.12 or 3.12.8</source>
        <translation>不是版本，版本应形如 3.12 或 3.12.8</translation>
    </message>
    <message>
        <source>is no folder: %1</source>
        <translation>不是文件夹：%1</translation>
    </message>
    <message>
        <source>has no meaning beside a prefix</source>
        <translation>与前缀同时出现时没有意义</translation>
    </message>
    <message>
        <source>is neither a file nor an https address</source>
        <translation>既不是文件也不是 https 地址</translation>
    </message>
    <message>
        <source>is no SHA-256</source>
        <translation>不是 SHA-256</translation>
    </message>
    <message>
        <source>is none; write cu130, cu128, cu126, rocm7.2, xpu, mps or cpu</source>
        <translation>不是加速器；请写 cu130、cu128、cu126、rocm7.2、xpu、mps 或 cpu</translation>
    </message>
    <message>
        <source>is none; write one such as linux-x64, linux-arm64, windows-x64 or macos-arm64</source>
        <translation>不是平台；请写成 linux-x64、linux-arm64、windows-x64 或 macos-arm64 这样的形式</translation>
    </message>
    <message>
        <source>It</source>
        <translation>它</translation>
    </message>
    <message>
        <source>names “%1”; it can name tests, headers, static-libraries and caches</source>
        <translation>列出了“%1”；可以列出的有 tests、headers、static-libraries 和 caches</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>不是 1，而 Portico 只认识格式 1</translation>
    </message>
</context>
<context>
    <name>portico::RecipeLock</name>
    <message>
        <source>is no SHA-256</source>
        <translation>不是 SHA-256</translation>
    </message>
    <message>
        <source>is no commit of 40 hexadecimal digits</source>
        <translation>不是 40 位十六进制数字的提交</translation>
    </message>
    <message>
        <source>holds what is no SHA-256</source>
        <translation>含有不是 SHA-256 的内容</translation>
    </message>
    <message>
        <source>names no hash</source>
        <translation>没有给出哈希值</translation>
    </message>
    <message>
        <source>is no package&apos;s</source>
        <translation>不属于任何软件包</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>不是 1，而 Portico 只认识格式 1</translation>
    </message>
    <message>
        <source>No bundle came of the lock %1.</source>
        <translation>没有用锁文件 %1 制作的整合包。</translation>
    </message>
    <message>
        <source>Build one with it, and compare that.</source>
        <translation>请用它构建一个，再比较那一个。</translation>
    </message>
</context>
<context>
    <name>portico::Recommend</name>
    <message>
        <source>It is made for what this computer has.</source>
        <translation>它是为这台计算机的配置制作的。</translation>
    </message>
    <message>
        <source>Which CUDA it has is not known.</source>
        <translation>不知道它使用哪个 CUDA。</translation>
    </message>
    <message>
        <source>It has CUDA %1; this computer can use CUDA %2 at most.</source>
        <translation>它使用 CUDA %1；这台计算机最高可用 CUDA %2。</translation>
    </message>
    <message>
        <source>It has CUDA %1; this GPU needs CUDA 12.8 or newer.</source>
        <translation>它使用 CUDA %1；此 GPU 需要 CUDA 12.8 或更高版本。</translation>
    </message>
    <message>
        <source>It has CUDA %1; CUDA %2 suits this computer better.</source>
        <translation>它使用 CUDA %1；CUDA %2 更适合这台计算机。</translation>
    </message>
    <message>
        <source>Its publisher does not tell what its torch runs on.</source>
        <translation>发布者没有说明它的 torch 在什么上运行。</translation>
    </message>
    <message>
        <source>It computes on the processor and leaves the GPU unused.</source>
        <translation>它在处理器上计算，不使用 GPU。</translation>
    </message>
    <message>
        <source>It is made for NVIDIA GPUs and computes on the processor here.</source>
        <translation>它适用于 NVIDIA GPU，在这里会在处理器上计算。</translation>
    </message>
    <message>
        <source>It is made for %1, and this computer needs %2.</source>
        <translation>它适用于 %1，而这台计算机需要 %2。</translation>
    </message>
    <message>
        <source>Its publisher does not recommend it for this GPU.</source>
        <translation>发布者不推荐在此 GPU 上使用它。</translation>
    </message>
    <message>
        <source>The GPU of this computer is none of those it is made for.</source>
        <translation>这台计算机的 GPU 不在它适用的范围内。</translation>
    </message>
    <message>
        <source>%1 on %2 with %3</source>
        <comment>system, processor, accelerator</comment>
        <translation>%1（%2，%3）</translation>
    </message>
    <message>
        <source>“%1” is made for %2.</source>
        <translation>“%1”适用于 %2。</translation>
    </message>
    <message>
        <source>“%1” runs here. %2</source>
        <translation>“%1”可在这里运行。%2</translation>
    </message>
    <message>
        <source>Its team calls it stable.</source>
        <translation>其团队称它为稳定版。</translation>
    </message>
    <message>
        <source>It has ComfyUI %1, the version of the chosen track.</source>
        <translation>它含有 ComfyUI %1，即所选通道的版本。</translation>
    </message>
    <message>
        <source>It has ComfyUI %1; of %2, the version of the chosen track, there is no bundle for this computer.</source>
        <translation>它含有 ComfyUI %1；所选通道的版本 %2 没有适用于这台计算机的整合包。</translation>
    </message>
    <message>
        <source>Its publisher published its SHA-256, so it is checked before it is unpacked.</source>
        <translation>发布者公布了它的 SHA-256，因此解压之前会先检查。</translation>
    </message>
    <message>
        <source>It is not verified by its publisher: no SHA-256 of it was published.</source>
        <translation>它没有经过发布者校验：没有公布它的 SHA-256。</translation>
    </message>
    <message>
        <source>No list of bundles is at hand, so ComfyUI is composed from its parts.</source>
        <translation>手头没有整合包列表，因此 ComfyUI 由各部分组装而成。</translation>
    </message>
    <message>
        <source>No ready bundle is made for %1, so ComfyUI is composed from its parts.</source>
        <translation>没有为 %1 制作的现成整合包，因此 ComfyUI 由各部分组装而成。</translation>
    </message>
    <message>
        <source>It is made for %1.</source>
        <translation>它适用于 %1。</translation>
    </message>
    <message>
        <source>It is made for %1 processors.</source>
        <translation>它适用于 %1 处理器。</translation>
    </message>
</context>
<context>
    <name>portico::RecoverPacks</name>
    <message>
        <source>The change of the node packs %1 was finished.</source>
        <translation>节点包 %1 的更改已完成。</translation>
    </message>
    <message>
        <source>An interrupted change of the node packs %1 was taken back.</source>
        <translation>节点包 %1 被中断的更改已撤销。</translation>
    </message>
</context>
<context>
    <name>portico::Recovery</name>
    <message>
        <source>The removal of “%1” had not begun.</source>
        <translation>“%1”的移除尚未开始。</translation>
    </message>
    <message>
        <source>The removal of “%1” was finished.</source>
        <translation>“%1”的移除已完成。</translation>
    </message>
    <message>
        <source>An interrupted change of the generation was taken back.</source>
        <translation>被中断的世代更改已撤销。</translation>
    </message>
    <message>
        <source>A generation that nothing names was removed.</source>
        <translation>移除了一个没有任何引用的世代。</translation>
    </message>
    <message>
        <source>An interrupted addition of %1 was cleaned up.</source>
        <translation>已清理被中断的 %1 的添加。</translation>
    </message>
    <message>
        <source>cleaning up</source>
        <translation>正在清理</translation>
    </message>
</context>
<context>
    <name>portico::RegistryClient</name>
    <message>
        <source>%1 did not answer as the Comfy Registry does.</source>
        <translation>%1 的应答不像 Comfy Registry。</translation>
    </message>
    <message>
        <source>Check the address of the registry in the settings, or try again later.</source>
        <translation>请在设置中检查注册表的地址，或稍后重试。</translation>
    </message>
    <message>
        <source>The Comfy Registry has no node pack “%1”.</source>
        <translation>Comfy Registry 没有节点包“%1”。</translation>
    </message>
    <message>
        <source>The Comfy Registry has no version %2 of “%1”.</source>
        <translation>Comfy Registry 没有“%1”的版本 %2。</translation>
    </message>
    <message>
        <source>Search it: porticoctl nodes search WORDS.</source>
        <translation>请搜索：porticoctl nodes search WORDS。</translation>
    </message>
    <message>
        <source>See which there are: porticoctl nodes info %1.</source>
        <translation>请查看有哪些版本：porticoctl nodes info %1。</translation>
    </message>
    <message>
        <source>“%1” is no id or version of the Comfy Registry.</source>
        <translation>“%1”不是 Comfy Registry 的 ID 或版本。</translation>
    </message>
    <message>
        <source>An id has letters, digits, “-”, “_” and “.”, such as comfyui-impact-pack.</source>
        <translation>ID 由字母、数字、“-”、“_”和“.”组成，例如 comfyui-impact-pack。</translation>
    </message>
    <message>
        <source>Fetch the list of node packs</source>
        <translation>获取节点包列表</translation>
    </message>
</context>
<context>
    <name>portico::ReleaseUpload</name>
    <message>
        <source>Upload</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>The release wants its files at %1, which is not %2.</source>
        <translation>发行版要求把文件发送到 %1，而它不是 %2。</translation>
    </message>
    <message>
        <source>Nothing was sent there. Check the server&apos;s address.</source>
        <translation>没有向那里发送任何内容。请检查服务器的地址。</translation>
    </message>
    <message>
        <source>listing the files of a release</source>
        <translation>正在列出发行版的文件</translation>
    </message>
    <message>
        <source>removing half a file of a release</source>
        <translation>正在移除发行版中不完整的文件</translation>
    </message>
    <message>
        <source>GitHub did not get %1 as it is here.</source>
        <translation>GitHub 收到的 %1 与这里的不同。</translation>
    </message>
    <message>
        <source>Try again. If it happens again, the file changes while it is sent, or a proxy changes it.</source>
        <translation>请重试。如果再次发生，说明文件在发送时发生变化，或被代理更改。</translation>
    </message>
    <message>
        <source>uploading %1</source>
        <translation>正在上传 %1</translation>
    </message>
    <message>
        <source>%1 Sending it again.</source>
        <translation>%1 正在重新发送。</translation>
    </message>
</context>
<context>
    <name>portico::RemovablePath</name>
    <message>
        <source>Portico was about to remove “%1” and did not.</source>
        <translation>Portico 差点移除“%1”，但没有这样做。</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>请报告此问题。</translation>
    </message>
</context>
<context>
    <name>portico::Removal</name>
    <message>
        <source>“%1” cannot be moved to the recycle bin: there is none for %2. It is still in its place.</source>
        <translation>“%1”无法移到回收站：%2 没有回收站。它仍在原处。</translation>
    </message>
    <message>
        <source>Remove it for good instead.</source>
        <translation>请改为彻底移除它。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>portico::RemovalPlan</name>
    <message>
        <source>Another disk is mounted at %1: “%2” is not removed.</source>
        <translation>%1 处挂载了另一个磁盘：不移除“%2”。</translation>
    </message>
    <message>
        <source>Unmount it, then remove the install.</source>
        <translation>请将其卸载，然后移除该实例。</translation>
    </message>
    <message>
        <source>The install “%1” lies in the folder of “%2”, which is therefore not removed.</source>
        <translation>实例“%1”位于“%2”的文件夹中，因此不移除后者。</translation>
    </message>
    <message>
        <source>Move that folder elsewhere and add it from there.</source>
        <translation>请把该文件夹移到别处，并从那里添加。</translation>
    </message>
    <message>
        <source>“%1” finds models in %2, which would go.</source>
        <translation>“%1”在 %2 中查找模型，而它将被移除。</translation>
    </message>
</context>
<context>
    <name>portico::RemoveEnvs</name>
    <message>
        <source>removing an environment</source>
        <translation>正在移除环境</translation>
    </message>
    <message>
        <source>comfy-env itself is building %1.</source>
        <translation>comfy-env 自己正在构建 %1。</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>请等它完成，然后重试。</translation>
    </message>
    <message>
        <source>%1 was left: %2 To remove it, name its folder.</source>
        <translation>%1 已保留：%2 若要移除它，请指定它的文件夹。</translation>
    </message>
    <message>
        <source>%1 was left: another pack uses it through %2.</source>
        <translation>%1 已保留：另一个节点包通过 %2 使用它。</translation>
    </message>
</context>
<context>
    <name>portico::RemoveInstall</name>
    <message>
        <source>There is no install “%1” in %2.</source>
        <translation>%2 中没有实例“%1”。</translation>
    </message>
    <message>
        <source>“%1” is running and cannot be removed now.</source>
        <translation>“%1”正在运行，现在无法移除。</translation>
    </message>
    <message>
        <source>Stop it, then remove it.</source>
        <translation>请停止它，然后移除。</translation>
    </message>
    <message>
        <source>“%1” is being changed and cannot be removed now.</source>
        <translation>“%1”正在更改，现在无法移除。</translation>
    </message>
    <message>
        <source>Wait until that is done, then remove it.</source>
        <translation>请等更改完成，然后移除。</translation>
    </message>
    <message>
        <source>removing</source>
        <translation>正在移除</translation>
    </message>
    <message>
        <source>Look at the installs that there are: porticoctl list.</source>
        <translation>请查看现有的实例：porticoctl list。</translation>
    </message>
</context>
<context>
    <name>portico::RepairAdopted</name>
    <message>
        <source>“%1” runs with a Python that lies outside of its folder: %2.</source>
        <translation>“%1”使用位于其文件夹之外的 Python 运行：%2。</translation>
    </message>
    <message>
        <source>Others may use it, too, so Portico does not change it. Repair it with its own tools, or install ComfyUI anew beside it.</source>
        <translation>其他程序也可能使用它，因此 Portico 不会更改它。请用它自己的工具修复，或在旁边重新安装 ComfyUI。</translation>
    </message>
    <message>
        <source>Put back torch for its accelerator</source>
        <translation>恢复适用于其加速器的 torch</translation>
    </message>
    <message>
        <source>torch&apos;s own package index</source>
        <translation>torch 自己的软件包索引</translation>
    </message>
    <message numerus="yes">
        <source>Put right %n packages: %1</source>
        <translation>
            <numerusform>更正 %n 个软件包：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>the package index</source>
        <translation>软件包索引</translation>
    </message>
    <message>
        <source>Move away what an interrupted pip left: %1</source>
        <translation>移走中断的 pip 留下的内容：%1</translation>
    </message>
    <message>
        <source>pip sets packages aside under such names while it replaces them.</source>
        <translation>pip 在替换软件包时会用这样的名称搁置旧的软件包。</translation>
    </message>
    <message>
        <source>the backup gets them</source>
        <translation>放入备份</translation>
    </message>
    <message>
        <source>repairing “%1”</source>
        <translation>正在修复“%1”</translation>
    </message>
    <message>
        <source>Keep %1, and move away %2</source>
        <translation>保留 %1，移走 %2</translation>
    </message>
    <message>
        <source>the package index: the others have written over it</source>
        <translation>软件包索引：其他软件包覆盖了它</translation>
    </message>
    <message>
        <source>the backup gets the others</source>
        <translation>其他的放入备份</translation>
    </message>
    <message>
        <source>The files of %1 could not be fetched again.</source>
        <translation>无法重新获取 %1 的文件。</translation>
    </message>
    <message>
        <source>Check the connection and the package index in the network settings, then repair again.</source>
        <translation>请检查网络连接以及网络设置中的软件包索引，然后重新修复。</translation>
    </message>
</context>
<context>
    <name>portico::RepairEnvironments</name>
    <message>
        <source>The environment “%1” is left alone: %2 %3</source>
        <translation>环境“%1”保持原样：%2 %3</translation>
    </message>
    <message>
        <source>The link is made anew.</source>
        <translation>重新创建链接。</translation>
    </message>
    <message>
        <source>It is built by uv, with Python %1.</source>
        <translation>由 uv 构建，使用 Python %1。</translation>
    </message>
    <message>
        <source>It is built by pixi, with Python %1.</source>
        <translation>由 pixi 构建，使用 Python %1。</translation>
    </message>
    <message>
        <source>Its size is known afterwards only.</source>
        <translation>其大小要到之后才能知道。</translation>
    </message>
    <message>
        <source>Look at the isolated environments, and repair them</source>
        <translation>查看隔离环境并修复</translation>
    </message>
    <message>
        <source>How they are can be told only when ComfyUI&apos;s own Python is whole.</source>
        <translation>只有 ComfyUI 自己的 Python 完好时，才能判断它们的状态。</translation>
    </message>
    <message numerus="yes">
        <source>Repair %n isolated environments: %1</source>
        <translation>
            <numerusform>修复 %n 个隔离环境：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes of %1 run in a Python of their own.</source>
        <translation>%1 的节点在自己的 Python 中运行。</translation>
    </message>
    <message>
        <source>what was fetched before, and the package index for the rest</source>
        <translation>之前获取的内容，其余来自软件包索引</translation>
    </message>
    <message>
        <source>the environments, which are there</source>
        <translation>现有的环境</translation>
    </message>
    <message>
        <source>They are looked at again when the rest is repaired.</source>
        <translation>其余部分修复之后会再次查看它们。</translation>
    </message>
    <message>
        <source>The environment “%1” was not built: %2 %3</source>
        <translation>没有构建环境“%1”：%2 %3</translation>
    </message>
</context>
<context>
    <name>portico::RepairOutcome</name>
    <message>
        <source>Not everything could be repaired: %1</source>
        <translation>未能修复全部内容：%1</translation>
    </message>
    <message>
        <source>ComfyUI still does not start: %1</source>
        <translation>ComfyUI 仍然无法启动：%1</translation>
    </message>
    <message>
        <source>Something is still wrong: %1</source>
        <translation>仍有问题：%1</translation>
    </message>
    <message>
        <source>Nothing needed repair, and ComfyUI starts.</source>
        <translation>无需修复，ComfyUI 可以启动。</translation>
    </message>
    <message>
        <source>Nothing needed repair.</source>
        <translation>无需修复。</translation>
    </message>
    <message>
        <source>Repaired, and ComfyUI starts.</source>
        <translation>已修复，ComfyUI 可以启动。</translation>
    </message>
    <message>
        <source>Repaired.</source>
        <translation>已修复。</translation>
    </message>
</context>
<context>
    <name>portico::RepairPacks</name>
    <message>
        <source>it would need a build from source</source>
        <translation>需要从源代码构建</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 (%3 is there)</source>
        <translation>%1：%2（现有 %3）</translation>
    </message>
    <message>
        <source>%1 could not be taken over.</source>
        <translation>无法采用 %1。</translation>
    </message>
    <message>
        <source>The layer was not made: %1.</source>
        <translation>没有创建层：%1。</translation>
    </message>
    <message>
        <source>Look at the plan of the node packs.</source>
        <translation>请查看节点包的方案。</translation>
    </message>
    <message>
        <source>taken over: %1</source>
        <comment>a package</comment>
        <translation>已采用：%1</translation>
    </message>
    <message>
        <source>Install what was taken over: %1</source>
        <translation>安装已采用的内容：%1</translation>
    </message>
    <message>
        <source>It was to come into the layer of “%1”, and is not there yet.</source>
        <translation>它本应进入“%1”的层，但还不在那里。</translation>
    </message>
    <message>
        <source>Install what node packs lack: %1</source>
        <translation>安装节点包缺少的内容：%1</translation>
    </message>
    <message>
        <source>They may not load in “%1” without it.</source>
        <translation>没有它，它们可能无法在“%1”中加载。</translation>
    </message>
    <message>
        <source>the package index, into a layer of their own</source>
        <translation>软件包索引，放入它们自己的层</translation>
    </message>
    <message>
        <source>its own repository</source>
        <translation>它自己的仓库</translation>
    </message>
    <message>
        <source>the archive that was kept of it</source>
        <translation>为它保存的压缩包</translation>
    </message>
    <message>
        <source>keeping “%1”</source>
        <translation>正在保留“%1”</translation>
    </message>
    <message>
        <source>Nobody knows any more where “%1” came from.</source>
        <translation>已无法知道“%1”来自哪里。</translation>
    </message>
    <message>
        <source>Remove it and install it again from where it is offered.</source>
        <translation>请移除它，并从提供它的地方重新安装。</translation>
    </message>
    <message numerus="yes">
        <source>Put back %n files of the node pack “%1”</source>
        <translation>
            <numerusform>恢复节点包“%1”的 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>They are gone or damaged, so it may not load.</source>
        <translation>它们缺失或已损坏，因此它可能无法加载。</translation>
    </message>
    <message>
        <source>Undo what was changed by hand in the node pack “%1”</source>
        <translation>撤销节点包“%1”中手动更改的内容</translation>
    </message>
    <message>
        <source>It is left as it is unless you agree. The pack as it is now is kept, and can be taken back.</source>
        <translation>除非您同意，否则保持原样。节点包现在的样子会保存下来，可以撤销。</translation>
    </message>
    <message>
        <source>The folder of the node pack “%1”, which Portico installed, is gone. Install it again if it is missed.</source>
        <translation>Portico 安装的节点包“%1”的文件夹不在了。如有需要，请重新安装。</translation>
    </message>
    <message>
        <source>repairing “%1”</source>
        <translation>正在修复“%1”</translation>
    </message>
    <message>
        <source>repairing node packs</source>
        <translation>正在修复节点包</translation>
    </message>
    <message numerus="yes">
        <source>%n files of the node pack “%1” could not be had: %2.</source>
        <translation>
            <numerusform>无法取得节点包“%1”的 %n 个文件：%2。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairPlan</name>
    <message>
        <source>%1 It was installed like this; repair gives back what was installed, and no more.</source>
        <translation>%1 安装时就是这样；修复只恢复当初安装的内容。</translation>
    </message>
    <message>
        <source>Nothing needs repair.</source>
        <translation>无需修复。</translation>
    </message>
    <message numerus="yes">
        <source>Nothing is broken; %n steps are done only if you agree.</source>
        <translation>
            <numerusform>没有损坏；%n 个步骤只在您同意时进行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An interrupted repair goes on: %n steps.</source>
        <translation>
            <numerusform>被中断的修复将继续：%n 个步骤。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steps would repair it.</source>
        <translation>
            <numerusform>%n 个步骤可以修复它。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairRun</name>
    <message>
        <source>Compute on the device</source>
        <translation>在设备上计算</translation>
    </message>
    <message>
        <source>Start ComfyUI</source>
        <translation>启动 ComfyUI</translation>
    </message>
    <message>
        <source>Check the packages</source>
        <translation>检查软件包</translation>
    </message>
    <message>
        <source>“%1” was made by a newer version of Portico and cannot be changed here.</source>
        <translation>“%1”由较新版本的 Portico 创建，无法在这里更改。</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>请更新 Portico。</translation>
    </message>
    <message>
        <source>repairing it</source>
        <translation>正在修复</translation>
    </message>
</context>
<context>
    <name>portico::RepairSteps</name>
    <message numerus="yes">
        <source>Move away %n files that were added: %1</source>
        <translation>
            <numerusform>移走 %n 个后来添加的文件：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %n files: %1</source>
        <translation>
            <numerusform>恢复 %n 个文件：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are nowhere to be had, such as %1.</source>
        <translation>
            <numerusform>有 %n 个文件无处可得，例如 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Install it anew beside this one; both use the same models.</source>
        <translation>请在旁边重新安装一个；两者使用相同的模型。</translation>
    </message>
    <message numerus="yes">
        <source>%n files of the base could not be had: %1.</source>
        <translation>
            <numerusform>无法取得基础环境的 %n 个文件：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Build the layer again</source>
        <translation>重新构建层</translation>
    </message>
    <message>
        <source>Packages of node packs in the store are damaged or gone.</source>
        <translation>存储区中节点包的软件包已损坏或不在了。</translation>
    </message>
    <message>
        <source>The list of the layer&apos;s packages is gone, too.</source>
        <translation>层的软件包列表也不在了。</translation>
    </message>
    <message>
        <source>Plan the node packs anew: “porticoctl nodes plan”.</source>
        <translation>请重新为节点包制定方案：“porticoctl nodes plan”。</translation>
    </message>
    <message>
        <source>the store&apos;s wheels and the package index, each by its hash</source>
        <translation>存储区的 wheel 和软件包索引，各按其哈希值</translation>
    </message>
    <message>
        <source>the store&apos;s wheels, each by its hash</source>
        <translation>存储区的 wheel，各按其哈希值</translation>
    </message>
    <message>
        <source>Renew what ComfyUI sees of its layer</source>
        <translation>更新 ComfyUI 所看到的层的内容</translation>
    </message>
    <message>
        <source>Something changed the packages of node packs that this install uses.</source>
        <translation>有程序更改了此实例使用的节点包的软件包。</translation>
    </message>
    <message>
        <source>the store&apos;s layer</source>
        <translation>存储区的层</translation>
    </message>
    <message>
        <source>Clear what ComfyUI-Manager would do at the next start</source>
        <translation>清除 ComfyUI-Manager 下次启动时要做的工作</translation>
    </message>
    <message>
        <source>It would install, change or remove packages and node packs again as soon as ComfyUI starts, and may undo this repair. It is left as it is unless you agree.</source>
        <translation>ComfyUI 一启动，它就会再次安装、更改或移除软件包和节点包，可能抵消这次修复。除非您同意，否则保持原样。</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 以及另外 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Requirements</name>
    <message>
        <source>%1, line %2: %3.</source>
        <translation>%1，第 %2 行：%3。</translation>
    </message>
    <message>
        <source>Choose another version or another repository.</source>
        <translation>请选择其他版本或其他仓库。</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>它太长</translation>
    </message>
    <message>
        <source>it has characters that no requirement has</source>
        <translation>它含有需求中不应有的字符</translation>
    </message>
    <message>
        <source>“%1” is no package of an index</source>
        <translation>“%1”不是索引中的软件包</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>它的嵌套过深</translation>
    </message>
</context>
<context>
    <name>portico::Resolution</name>
    <message>
        <source>uv&apos;s answer cannot be read: “%1” is not complete.</source>
        <translation>无法读取 uv 的应答：“%1”不完整。</translation>
    </message>
    <message>
        <source>Update uv, or let Portico fetch the one it knows.</source>
        <translation>请更新 uv，或让 Portico 获取它所支持的版本。</translation>
    </message>
</context>
<context>
    <name>portico::ResolveRef</name>
    <message>
        <source>The repository has no tag, branch or commit “%1”.</source>
        <translation>该仓库没有标签、分支或提交“%1”。</translation>
    </message>
    <message>
        <source>The repository has no tag, branch or commit “%1”. Among others it has %2.</source>
        <translation>该仓库没有标签、分支或提交“%1”。它有的包括 %2。</translation>
    </message>
    <message>
        <source>Choose one that is there.</source>
        <translation>请选择现有的一个。</translation>
    </message>
</context>
<context>
    <name>portico::RestoreSnapshot</name>
    <message>
        <source>The snapshot is of %1, and this install has %2.</source>
        <translation>该快照属于 %1，而此实例是 %2。</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves ComfyUI, Python and torch as they are, or only some parts.</source>
        <translation>请尽可能退回（ComfyUI、Python 和 torch 保持不变），或只恢复部分内容。</translation>
    </message>
    <message>
        <source>No node pack asks for the environment “%1” any more.</source>
        <translation>已没有节点包需要环境“%1”。</translation>
    </message>
    <message>
        <source>The environment “%1” was built again of other versions than it had then.</source>
        <translation>环境“%1”重建后的版本与当时的不同。</translation>
    </message>
    <message>
        <source>Nothing was restored, because the way back could not be kept.</source>
        <translation>没有恢复任何内容，因为无法保留退路。</translation>
    </message>
</context>
<context>
    <name>portico::RootConfig</name>
    <message>
        <source>[%1] is not known to comfy-env %2 in this file; known is %3.</source>
        <translation>在此文件中 comfy-env %2 不支持 [%1]；支持的有 %3。</translation>
    </message>
    <message>
        <source>Remove it; what describes an environment belongs into %1 in the folder of the nodes.</source>
        <translation>请移除它；描述环境的内容应写在节点文件夹的 %1 中。</translation>
    </message>
    <message>
        <source>“%1” names no source.</source>
        <translation>“%1”没有指明来源。</translation>
    </message>
    <message>
        <source>Write it as %1 = &quot;owner/repository&quot;.</source>
        <translation>请写成 %1 = &quot;owner/repository&quot;。</translation>
    </message>
    <message>
        <source>“%1” has no effect for a pack. Correct its spelling.</source>
        <translation>“%1”对节点包不起作用。请更正其拼写。</translation>
    </message>
    <message>
        <source>“%1” names neither a registry id nor a repository, and is passed over. Add one of them.</source>
        <translation>“%1”既没有指明注册表 ID 也没有指明仓库，已跳过。请添加其中之一。</translation>
    </message>
    <message>
        <source>“%1” is no way to carry the socket %2.</source>
        <translation>“%1”不是传递接口 %2 的方式。</translation>
    </message>
    <message>
        <source>Write &quot;builtin&quot;, or &quot;custom&quot; with a serialization.py.</source>
        <translation>请写 &quot;builtin&quot;，或写 &quot;custom&quot; 并附上 serialization.py。</translation>
    </message>
</context>
<context>
    <name>portico::RouteBook</name>
    <message>
        <source>The network&apos;s proxy script sends %1 to a kind of proxy that Portico does not speak to.</source>
        <translation>网络的代理脚本把 %1 交给 Portico 不支持的一种代理。</translation>
    </message>
    <message>
        <source>Ask the administrator of your network for an http or SOCKS 5 proxy, and name it on the page Network.</source>
        <translation>请向网络管理员询问 http 或 SOCKS 5 代理，并在“网络”页面中指定它。</translation>
    </message>
    <message>
        <source>No proxy script can be run here.</source>
        <translation>这里无法运行代理脚本。</translation>
    </message>
    <message>
        <source>The network&apos;s proxy script could not be read.</source>
        <translation>无法读取网络的代理脚本。</translation>
    </message>
    <message>
        <source>Name the proxy itself on the page Network.</source>
        <translation>请在“网络”页面中直接指定代理。</translation>
    </message>
</context>
<context>
    <name>portico::RunFailure</name>
    <message>
        <source>Run %1 of %2: %3.</source>
        <translation>%2 的运行 %1：%3。</translation>
    </message>
    <message>
        <source>See %1.</source>
        <translation>请查看 %1。</translation>
    </message>
    <message>
        <source>Run %1 of %2: the step “%3” of “%4” %5.</source>
        <translation>%2 的运行 %1：“%4”的步骤“%3”%5。</translation>
    </message>
</context>
<context>
    <name>portico::RunWorkflow</name>
    <message>
        <source>node %1 (%2) says: %3</source>
        <translation>节点 %1（%2）报告：%3</translation>
    </message>
    <message>
        <source>ComfyUI could not finish it.</source>
        <translation>ComfyUI 无法完成它。</translation>
    </message>
    <message>
        <source>It failed: %1.</source>
        <translation>失败：%1。</translation>
    </message>
    <message>
        <source>Run it in ComfyUI and look at that node.</source>
        <translation>请在 ComfyUI 中运行它，并查看该节点。</translation>
    </message>
    <message>
        <source>it was interrupted</source>
        <translation>被中断</translation>
    </message>
    <message numerus="yes">
        <source>ComfyUI did not finish it within %n minute(s).</source>
        <translation>
            <numerusform>ComfyUI 没有在 %n 分钟内完成它。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a smaller workflow as a test: fewer steps, a smaller picture.</source>
        <translation>请把更小的工作流保存为测试：更少的步数、更小的图片。</translation>
    </message>
</context>
<context>
    <name>portico::RuntimeFolder</name>
    <message>
        <source>%1 is not used: others can enter it, or it is not yours.</source>
        <translation>不使用 %1：其他人可以进入它，或它不属于您。</translation>
    </message>
    <message>
        <source>Remove this folder, and try again.</source>
        <translation>请移除此文件夹，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::SecretStore</name>
    <message>
        <source>Saved in this computer&apos;s keychain.</source>
        <translation>已保存在这台计算机的密钥环中。</translation>
    </message>
    <message>
        <source>Kept until Portico is closed: this computer has no keychain.</source>
        <translation>保留到 Portico 关闭为止：这台计算机没有密钥环。</translation>
    </message>
    <message>
        <source>The keychain does not answer. Unlock it, and try again.</source>
        <translation>密钥环没有应答。请解锁它，然后重试。</translation>
    </message>
    <message>
        <source>The keychain refused. Allow Portico to use it, and try again.</source>
        <translation>密钥环拒绝了请求。请允许 Portico 使用它，然后重试。</translation>
    </message>
    <message>
        <source>It was saved once, but the keychain does not have it any more. Enter it again.</source>
        <translation>曾经保存过，但密钥环中已没有它。请重新输入。</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>未保存。</translation>
    </message>
</context>
<context>
    <name>portico::SelfCheck</name>
    <message>
        <source>Find a Python</source>
        <translation>查找 Python</translation>
    </message>
    <message>
        <source>Make a demo bundle</source>
        <translation>制作演示整合包</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>解压</translation>
    </message>
    <message>
        <source>Check the bundle</source>
        <translation>检查整合包</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Make a picture</source>
        <translation>生成图片</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>No process left</source>
        <translation>没有残留进程</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>The demo install “%1” could not be removed: remove it by hand.</source>
        <translation>无法移除演示实例“%1”：请手动移除它。</translation>
    </message>
    <message>
        <source>The demo bundle is made of one: install Python from python.org or your system&apos;s packages. Real bundles bring their own and need none.</source>
        <translation>演示整合包由 Python 制成：请从 python.org 或通过系统的软件包安装 Python。真正的整合包自带 Python，不需要另外安装。</translation>
    </message>
    <message>
        <source>a self-check</source>
        <translation>自检</translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>%n 个文件，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Portico self-check</source>
        <translation>Portico 自检</translation>
    </message>
    <message>
        <source>ComfyUI %1 at %2</source>
        <translation>ComfyUI %1，位于 %2</translation>
    </message>
    <message>
        <source>The process %1 of the demo is still running.</source>
        <translation>演示的进程 %1 仍在运行。</translation>
    </message>
    <message>
        <source>End it in the list of processes.</source>
        <translation>请在进程列表中结束它。</translation>
    </message>
</context>
<context>
    <name>portico::SelfCheckAdvice</name>
    <message>
        <source>Choose a library folder in your own user folder, or allow Portico in Windows Security under Controlled folder access.</source>
        <translation>请选择您自己用户文件夹中的库文件夹，或在“Windows 安全中心”的“受控制文件夹的访问”中允许 Portico。</translation>
    </message>
    <message>
        <source>Choose a library folder in your home folder, or allow Portico in System Settings under Privacy, Files and Folders.</source>
        <translation>请选择您主文件夹中的库文件夹，或在“系统设置”的“隐私”、“文件和文件夹”中允许 Portico。</translation>
    </message>
    <message>
        <source>Choose a library folder that you may write, such as one in your home folder.</source>
        <translation>请选择您可以写入的库文件夹，例如主文件夹中的文件夹。</translation>
    </message>
    <message>
        <source>See whether the library lies on a drive from which programs may not run (mounted noexec), and choose another one if so.</source>
        <translation>请查看库是否位于不允许运行程序的驱动器上（以 noexec 挂载），如果是，请选择其他驱动器。</translation>
    </message>
    <message>
        <source>See whether a virus scanner holds or removed the files, and exempt the library folder from its checks.</source>
        <translation>请查看杀毒软件是否拦截或移除了这些文件，并将库文件夹排除在检查之外。</translation>
    </message>
    <message>
        <source>See whether a security program or a proxy stands in the way of connections to this computer&apos;s own address 127.0.0.1.</source>
        <translation>请查看安全程序或代理是否阻碍了与本机自身地址 127.0.0.1 的连接。</translation>
    </message>
    <message>
        <source>See whether a firewall forbids connections to this computer&apos;s own address 127.0.0.1.</source>
        <translation>请查看防火墙是否禁止与本机自身地址 127.0.0.1 的连接。</translation>
    </message>
    <message>
        <source>The path of the library folder %1 is too long for some programs: choose one near the top of a drive.</source>
        <translation>库文件夹 %1 的路径对某些程序来说太长：请选择靠近驱动器顶层的文件夹。</translation>
    </message>
</context>
<context>
    <name>portico::SensibleAccelerators</name>
    <message>
        <source>The processor runs everything, slowly.</source>
        <translation>处理器可以运行一切，但较慢。</translation>
    </message>
</context>
<context>
    <name>portico::Session</name>
    <message>
        <source>Preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Starting: %1</source>
        <translation>正在启动：%1</translation>
    </message>
    <message>
        <source>Starting Python</source>
        <translation>正在启动 Python</translation>
    </message>
    <message>
        <source>ComfyUI is ready at %1</source>
        <translation>ComfyUI 已在 %1 就绪</translation>
    </message>
    <message>
        <source>Asking ComfyUI to finish</source>
        <translation>正在请求 ComfyUI 结束</translation>
    </message>
    <message>
        <source>Asking again, more firmly</source>
        <translation>正在再次请求，更为强硬</translation>
    </message>
    <message>
        <source>Ending it by force</source>
        <translation>正在强制结束</translation>
    </message>
    <message>
        <source>ComfyUI has ended: %1</source>
        <translation>ComfyUI 已结束：%1</translation>
    </message>
    <message>
        <source>ComfyUI-Manager asked for a restart.</source>
        <translation>ComfyUI-Manager 请求重新启动。</translation>
    </message>
</context>
<context>
    <name>portico::SessionErrors</name>
    <message>
        <source>This ComfyUI already runs (process %1, port %2).</source>
        <translation>此 ComfyUI 已在运行（进程 %1，端口 %2）。</translation>
    </message>
    <message>
        <source>Stop it first, or open it in the browser.</source>
        <translation>请先停止它，或在浏览器中打开它。</translation>
    </message>
    <message>
        <source>ComfyUI crashed %1 times within a minute, so it is not started again.</source>
        <translation>ComfyUI 在一分钟内崩溃了 %1 次，因此不再启动它。</translation>
    </message>
    <message>
        <source>Start without node packs, or wait a minute.</source>
        <translation>请不带节点包启动，或等一分钟。</translation>
    </message>
    <message>
        <source>ComfyUI-Manager asked for a restart %1 times within a minute.</source>
        <translation>ComfyUI-Manager 在一分钟内请求了 %1 次重新启动。</translation>
    </message>
    <message>
        <source>Start without node packs to see which one asks for it.</source>
        <translation>请不带节点包启动，以查看是哪一个请求的。</translation>
    </message>
    <message>
        <source>ComfyUI could not be started: %1.</source>
        <translation>无法启动 ComfyUI：%1。</translation>
    </message>
    <message>
        <source>Check that the install&apos;s Python is there and may be run.</source>
        <translation>请检查实例的 Python 是否存在并可以运行。</translation>
    </message>
    <message>
        <source>ComfyUI did not become ready and said nothing for %1 seconds.</source>
        <translation>ComfyUI 没有就绪，并且 %1 秒没有任何输出。</translation>
    </message>
    <message>
        <source>Look at the end of the log, or start without node packs.</source>
        <translation>请查看日志的末尾，或不带节点包启动。</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself: %1.</source>
        <translation>ComfyUI 自行结束：%1。</translation>
    </message>
    <message>
        <source>ComfyUI ended before it was ready: %1.</source>
        <translation>ComfyUI 在就绪之前结束：%1。</translation>
    </message>
    <message>
        <source>Some of ComfyUI&apos;s processes cannot be ended: %1.</source>
        <translation>无法结束 ComfyUI 的某些进程：%1。</translation>
    </message>
    <message>
        <source>Restart the computer if they do not go away.</source>
        <translation>如果它们不消失，请重新启动计算机。</translation>
    </message>
    <message>
        <source>The session server was ended from outside, and ComfyUI with it.</source>
        <translation>会话服务器被外部结束，ComfyUI 也随之结束。</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>请重新启动它。</translation>
    </message>
    <message>
        <source>The session server did not answer in time.</source>
        <translation>会话服务器没有及时应答。</translation>
    </message>
    <message>
        <source>Look at %1, then try again.</source>
        <translation>请查看 %1，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::SessionLauncher</name>
    <message>
        <source>Portico&apos;s session server could not be started: %1.</source>
        <translation>无法启动 Portico 的会话服务器：%1。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>请重新安装 Portico。</translation>
    </message>
    <message>
        <source>Portico&apos;s session server ended at once.</source>
        <translation>Portico 的会话服务器立即结束了。</translation>
    </message>
    <message>
        <source>Look at %1.</source>
        <translation>请查看 %1。</translation>
    </message>
</context>
<context>
    <name>portico::SessionLog</name>
    <message numerus="yes">
        <source>%n line(s) came too quickly and were left out.</source>
        <translation>
            <numerusform>有 %n 行来得太快，已略去。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::SessionMain</name>
    <message>
        <source>running ComfyUI</source>
        <translation>正在运行 ComfyUI</translation>
    </message>
    <message>
        <source>Portico&apos;s session server was not told what to start.</source>
        <translation>没有告知 Portico 的会话服务器要启动什么。</translation>
    </message>
    <message>
        <source>Start ComfyUI with Portico or “porticoctl start”; if this comes then, install Portico again.</source>
        <translation>请用 Portico 或“porticoctl start”启动 ComfyUI；如果仍然出现此问题，请重新安装 Portico。</translation>
    </message>
</context>
<context>
    <name>portico::SessionServer</name>
    <message>
        <source>The session&apos;s socket could not be opened in %1: %2.</source>
        <translation>无法在 %1 中打开会话的套接字：%2。</translation>
    </message>
    <message>
        <source>Check that this folder can be written.</source>
        <translation>请检查此文件夹是否可以写入。</translation>
    </message>
</context>
<context>
    <name>portico::SevenZipCheck</name>
    <message>
        <source>it uses the coder Deflate64</source>
        <translation>它使用编码器 Deflate64</translation>
    </message>
    <message>
        <source>it uses the filter for ARM64 programs</source>
        <translation>它使用 ARM64 程序的过滤器</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>它含有超过 %L1 个条目</translation>
    </message>
    <message>
        <source>there is something behind its end</source>
        <translation>它的结尾之后还有内容</translation>
    </message>
    <message>
        <source>its list is packed in an unusual way</source>
        <translation>它的列表以不常见的方式打包</translation>
    </message>
    <message>
        <source>Pack it again with the usual settings.</source>
        <translation>请用常规设置重新打包。</translation>
    </message>
    <message>
        <source>Pack it again without that, or unpack it with 7-Zip and add the folder instead.</source>
        <translation>请不用它重新打包，或用 7-Zip 解压后添加文件夹。</translation>
    </message>
    <message>
        <source>unpacking it would take %1 of memory</source>
        <translation>解压它需要 %1 内存</translation>
    </message>
    <message>
        <source>The split archive is incomplete: its part %1 is missing or the parts are too short.</source>
        <translation>分卷压缩包不完整：缺少 %1 部分，或各部分过短。</translation>
    </message>
    <message>
        <source>Put all parts into one folder and try again.</source>
        <translation>请把所有部分放进同一个文件夹，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::SiteParts</name>
    <message>
        <source>%1 is a git repository, whose state today says nothing about tomorrow&apos;s.</source>
        <translation>%1 是 git 仓库，它今天的状态不能说明以后的状态。</translation>
    </message>
    <message>
        <source>Name it with &quot;git&quot; and &quot;commit&quot; in place of &quot;folder&quot;.</source>
        <translation>请用 &quot;git&quot; 和 &quot;commit&quot; 代替 &quot;folder&quot; 来指定它。</translation>
    </message>
    <message>
        <source>“%1” has a Python of its own, and would become another.</source>
        <translation>“%1”有自己的 Python，会变成另一个样子。</translation>
    </message>
    <message>
        <source>Undo that first: porticoctl env rejoin.</source>
        <translation>请先撤销：porticoctl env rejoin。</translation>
    </message>
    <message>
        <source>Two installs are called “%1”.</source>
        <translation>有两个实例名为“%1”。</translation>
    </message>
    <message>
        <source>Rename one of them: porticoctl rename.</source>
        <translation>请重命名其中一个：porticoctl rename。</translation>
    </message>
</context>
<context>
    <name>portico::SmokeImport</name>
    <message>
        <source>“%1” cannot be imported with this ComfyUI: %2</source>
        <translation>“%1”无法在此 ComfyUI 中导入：%2</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it, or wait for another version of it.</source>
        <translation>请略去需要它的节点包，或等待它的其他版本。</translation>
    </message>
    <message>
        <source>“%1” does not load its module %2 on this computer: %3</source>
        <translation>“%1”在这台计算机上无法加载其模块 %2：%3</translation>
    </message>
    <message>
        <source>Python crashes when it imports “%1”.</source>
        <translation>Python 在导入“%1”时崩溃。</translation>
    </message>
    <message>
        <source>The new packages could not be tried: Python ended too early.</source>
        <translation>无法试用新的软件包：Python 过早结束。</translation>
    </message>
    <message>
        <source>Verify the install, then try again.</source>
        <translation>请校验该实例，然后重试。</translation>
    </message>
    <message numerus="yes">
        <source>“%1” was not tried to its end: importing its module %2 takes longer than %n second(s).</source>
        <translation>
            <numerusform>“%1”没有试用到底：导入其模块 %2 超过 %n 秒。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Snapshot</name>
    <message>
        <source>it is no known layout</source>
        <translation>它不是已知的布局</translation>
    </message>
    <message>
        <source>one of them is no node pack</source>
        <translation>其中有一个不是节点包</translation>
    </message>
    <message>
        <source>it is no layer</source>
        <translation>它不是层</translation>
    </message>
    <message>
        <source>The snapshot cannot be used: %1</source>
        <translation>无法使用该快照：%1</translation>
    </message>
    <message>
        <source>The snapshot was taken by a newer Portico.</source>
        <translation>该快照由较新的 Portico 记录。</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>请更新 Portico，然后重试。</translation>
    </message>
    <message>
        <source>%1 is none.</source>
        <translation>%1 不是快照。</translation>
    </message>
    <message>
        <source>%1 was changed since it was taken.</source>
        <translation>%1 在记录之后被更改。</translation>
    </message>
    <message>
        <source>Choose another snapshot.</source>
        <translation>请选择其他快照。</translation>
    </message>
</context>
<context>
    <name>portico::SnapshotRoots</name>
    <message>
        <source>snapshots of %1</source>
        <translation>%1 的快照</translation>
    </message>
</context>
<context>
    <name>portico::SnapshotStore</name>
    <message>
        <source>taking a snapshot</source>
        <translation>正在记录快照</translation>
    </message>
    <message>
        <source>There is no snapshot “%1”.</source>
        <translation>没有快照“%1”。</translation>
    </message>
    <message>
        <source>There is none of this install yet.</source>
        <translation>此实例还没有快照。</translation>
    </message>
    <message>
        <source>The newest are: %1.</source>
        <translation>最新的有：%1。</translation>
    </message>
    <message>
        <source>Several snapshots begin with “%1”.</source>
        <translation>有多个快照以“%1”开头。</translation>
    </message>
    <message>
        <source>Type more of its id.</source>
        <translation>请多输入几位 ID。</translation>
    </message>
    <message>
        <source>The install “%1” was removed in the meantime: there is nothing to take a snapshot of.</source>
        <translation>实例“%1”在此期间已被移除：没有可记录快照的内容。</translation>
    </message>
    <message>
        <source>“porticoctl list” shows what there is.</source>
        <translation>“porticoctl list”会显示现有的实例。</translation>
    </message>
    <message>
        <source>%1 holds another snapshot than its name says.</source>
        <translation>%1 中的快照与其文件名所示的不同。</translation>
    </message>
    <message>
        <source>Choose another snapshot: this file was changed or renamed.</source>
        <translation>请选择其他快照：此文件被更改或重命名过。</translation>
    </message>
</context>
<context>
    <name>portico::SocksBridge</name>
    <message>
        <source>This computer gave no port on which git could be led to the SOCKS proxy.</source>
        <translation>这台计算机没有给出可以把 git 引到 SOCKS 代理的端口。</translation>
    </message>
    <message>
        <source>Set an http proxy, or except the address from the proxy.</source>
        <translation>请设置 http 代理，或把该地址设为不经过代理。</translation>
    </message>
</context>
<context>
    <name>portico::SocksHandshake</name>
    <message>
        <source>Check the proxy on the page Network.</source>
        <translation>请在“网络”页面中检查代理。</translation>
    </message>
    <message>
        <source>What answers at %1 is no SOCKS5 proxy.</source>
        <translation>在 %1 应答的不是 SOCKS5 代理。</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 asks for a user name and password, or refuses those it was given.</source>
        <translation>SOCKS 代理 %1 要求用户名和密码，或拒绝了所给出的用户名和密码。</translation>
    </message>
    <message>
        <source>Enter them on the page Network.</source>
        <translation>请在“网络”页面中填写。</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 does not allow the way to %2.</source>
        <translation>SOCKS 代理 %1 不允许通往 %2。</translation>
    </message>
    <message>
        <source>Ask whoever looks after the proxy, or use a mirror that it allows.</source>
        <translation>请询问代理的管理者，或使用它允许的镜像。</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 cannot find %2.</source>
        <translation>SOCKS 代理 %1 找不到 %2。</translation>
    </message>
    <message>
        <source>Check the address, and the proxy&apos;s own connection to the internet.</source>
        <translation>请检查地址，以及代理自身的互联网连接。</translation>
    </message>
    <message>
        <source>%2 does not accept connections from the SOCKS proxy %1.</source>
        <translation>%2 不接受来自 SOCKS 代理 %1 的连接。</translation>
    </message>
    <message>
        <source>Try again later; a firewall may also be in the way.</source>
        <translation>请稍后重试；也可能被防火墙阻挡。</translation>
    </message>
    <message>
        <source>%2 did not answer the SOCKS proxy %1 in time.</source>
        <translation>%2 没有及时应答 SOCKS 代理 %1。</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 made no connection to %2.</source>
        <translation>SOCKS 代理 %1 没有与 %2 建立连接。</translation>
    </message>
    <message>
        <source>Try again later; check the address and the proxy.</source>
        <translation>请稍后重试；并检查地址和代理。</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 cannot be reached.</source>
        <translation>无法连接到 SOCKS 代理 %1。</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 did not answer in time.</source>
        <translation>SOCKS 代理 %1 没有及时应答。</translation>
    </message>
</context>
<context>
    <name>portico::SortNeeds</name>
    <message>
        <source>“%1” asks for “%2”, which cannot be understood.</source>
        <translation>“%1”要求“%2”，无法理解该要求。</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>此实例</translation>
    </message>
    <message>
        <source>“%1” asks for %2, but this install has %3 %4, which does not change.</source>
        <translation>“%1”要求 %2，但此实例有 %3 %4，它不会改变。</translation>
    </message>
    <message>
        <source>Node packs pin comfy-env %1: the highest counts for all.</source>
        <translation>节点包固定了 comfy-env %1：以最高的版本为准。</translation>
    </message>
</context>
<context>
    <name>portico::StandaloneJson</name>
    <message>
        <source>The list of standalone environments is not in a form that Portico knows, or only a part of it came.</source>
        <translation>独立环境列表的格式不是 Portico 所认识的，或只收到其中一部分。</translation>
    </message>
    <message>
        <source>Try again later; if it stays so, look for a newer Portico.</source>
        <translation>请稍后重试；如果问题依旧，请查找较新的 Portico。</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>提交</translation>
    </message>
</context>
<context>
    <name>portico::StandaloneSource</name>
    <message>
        <source>Standalone environments of Comfy-Org</source>
        <translation>Comfy-Org 的独立环境</translation>
    </message>
    <message>
        <source>ComfyUI %1, standalone environment %2</source>
        <translation>ComfyUI %1，独立环境 %2</translation>
    </message>
    <message>
        <source>The published hashes of the standalone environments could not be had.</source>
        <translation>无法取得独立环境已公布的哈希值。</translation>
    </message>
</context>
<context>
    <name>portico::StartActivity</name>
    <message>
        <source>Importing torch</source>
        <translation>正在导入 torch</translation>
    </message>
    <message>
        <source>Running the start scripts of node packs</source>
        <translation>正在运行节点包的启动脚本</translation>
    </message>
    <message>
        <source>Preparing the graphics card</source>
        <translation>正在准备显卡</translation>
    </message>
    <message>
        <source>Loading nodes</source>
        <translation>正在加载节点</translation>
    </message>
    <message>
        <source>Loading node packs</source>
        <translation>正在加载节点包</translation>
    </message>
    <message>
        <source>Opening the server</source>
        <translation>正在打开服务器</translation>
    </message>
</context>
<context>
    <name>portico::StartPlan</name>
    <message>
        <source>The ComfyUI of “%1” is too old for a safe start: it cannot leave out its node packs.</source>
        <translation>“%1”的 ComfyUI 对安全启动来说过于老旧：它不能略去节点包。</translation>
    </message>
    <message>
        <source>Disable the node packs one by one, or use a newer version of ComfyUI.</source>
        <translation>请逐个禁用节点包，或使用较新版本的 ComfyUI。</translation>
    </message>
</context>
<context>
    <name>portico::StartTest</name>
    <message>
        <source>What was put together does not start.</source>
        <translation>组装的内容无法启动。</translation>
    </message>
    <message>
        <source>What was put together does not start: %1.</source>
        <translation>组装的内容无法启动：%1。</translation>
    </message>
    <message>
        <source>Try the packages as of the date of this version of ComfyUI, or another version.</source>
        <translation>请尝试此 ComfyUI 版本当时日期的软件包，或其他版本。</translation>
    </message>
</context>
<context>
    <name>portico::StateKeeper</name>
    <message>
        <source>taken by hand</source>
        <translation>手动记录</translation>
    </message>
    <message>
        <source>before a change of node packs</source>
        <translation>更改节点包之前</translation>
    </message>
    <message>
        <source>before a change of isolated environments</source>
        <translation>更改隔离环境之前</translation>
    </message>
    <message>
        <source>before a change of settings</source>
        <translation>更改设置之前</translation>
    </message>
    <message>
        <source>before a repair</source>
        <translation>修复之前</translation>
    </message>
    <message>
        <source>before an update</source>
        <translation>更新之前</translation>
    </message>
    <message>
        <source>before a snapshot was restored</source>
        <translation>恢复快照之前</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>started well</source>
        <translation>顺利启动</translation>
    </message>
    <message>
        <source>No snapshot could be taken. %1</source>
        <translation>无法记录快照。%1</translation>
    </message>
    <message>
        <source>before it was made what a site declares</source>
        <translation>应用声明的状态之前</translation>
    </message>
    <message>
        <source>before going to another generation</source>
        <translation>切换到另一个世代之前</translation>
    </message>
</context>
<context>
    <name>portico::StoreRoots</name>
    <message>
        <source>Portico gave something to keep a name that it cannot have: “%1.%2”.</source>
        <translation>Portico 要保存的内容使用了不允许的名称：“%1.%2”。</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>请报告此问题。</translation>
    </message>
</context>
<context>
    <name>portico::StrictJson</name>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>%1 cannot be used.</source>
        <translation>无法使用 %1。</translation>
    </message>
    <message>
        <source>is no object such as {&quot;url&quot;: &quot;https://…&quot;}</source>
        <translation>不是对象，对象应形如 {&quot;url&quot;: &quot;https://…&quot;}</translation>
    </message>
    <message>
        <source>%1, line %2: “%3” %4.</source>
        <translation>%1，第 %2 行：“%3”%4。</translation>
    </message>
    <message>
        <source>Correct that line.</source>
        <translation>请更正该行。</translation>
    </message>
    <message>
        <source>is no field that Portico knows</source>
        <translation>不是 Portico 认识的字段</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>不是文本</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>has more than %1 characters</source>
        <translation>超过 %1 个字符</translation>
    </message>
    <message>
        <source>has more than one line</source>
        <translation>有不止一行</translation>
    </message>
    <message>
        <source>is “%1”; it can be %2</source>
        <translation>是“%1”；可以是 %2</translation>
    </message>
    <message>
        <source>is neither true nor false</source>
        <translation>既不是 true 也不是 false</translation>
    </message>
    <message>
        <source>is no whole number</source>
        <translation>不是整数</translation>
    </message>
    <message>
        <source>is no list</source>
        <translation>不是列表</translation>
    </message>
    <message>
        <source>is no object {…}</source>
        <translation>不是对象 {…}</translation>
    </message>
</context>
<context>
    <name>portico::SweepEnvs</name>
    <message>
        <source>clearing up</source>
        <translation>正在清理</translation>
    </message>
</context>
<context>
    <name>portico::SwitchGeneration</name>
    <message>
        <source>“%1” has no generation %2.</source>
        <translation>“%1”没有世代 %2。</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>它有：%1。</translation>
    </message>
    <message>
        <source>“%1” is running, so its generation is not changed now.</source>
        <translation>“%1”正在运行，因此现在不更改它的世代。</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>请停止它，然后重试。</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not whole any more: %3 has no Python or no ComfyUI.</source>
        <translation>“%2”的世代 %1 已不完整：%3 没有 Python 或没有 ComfyUI。</translation>
    </message>
    <message>
        <source>Choose another generation, or update to that version anew.</source>
        <translation>请选择其他世代，或重新更新到该版本。</translation>
    </message>
    <message>
        <source>Its packages for node packs are those that it had when it was left. If node packs were changed since: porticoctl nodes apply %1.</source>
        <translation>它的节点包软件包是离开它时的那些。如果此后更改过节点包：porticoctl nodes apply %1。</translation>
    </message>
    <message>
        <source>“%1” has no older generation than %2.</source>
        <translation>“%1”没有比 %2 更旧的世代。</translation>
    </message>
    <message>
        <source>changing the generation</source>
        <translation>正在更改世代</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: it is not kept in generations.</source>
        <translation>“%1”是您自己的文件夹：不以世代保存。</translation>
    </message>
    <message>
        <source>Update it the way you installed it, or install ComfyUI with Portico.</source>
        <translation>请按当初安装它的方式更新，或用 Portico 安装 ComfyUI。</translation>
    </message>
</context>
<context>
    <name>portico::SwitchLayer</name>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>正在更改“%1”的层</translation>
    </message>
</context>
<context>
    <name>portico::SystemPackages</name>
    <message>
        <source>Packages of the system are asked for, and there is no %1 here: %2.</source>
        <translation>需要系统的软件包，而这里没有 %1：%2。</translation>
    </message>
    <message>
        <source>Install what they are called on this system by its own means.</source>
        <translation>请用此系统自己的方式安装相应名称的软件包。</translation>
    </message>
    <message>
        <source>“%1” is no name that a package of the system can have.</source>
        <translation>“%1”不是系统软件包可以使用的名称。</translation>
    </message>
    <message>
        <source>Ask the author of the pack.</source>
        <translation>请询问节点包的作者。</translation>
    </message>
    <message>
        <source>Packages of the system are asked for, and neither sudo nor pkexec is here to put them in: %1.</source>
        <translation>需要系统的软件包，而这里既没有 sudo 也没有 pkexec 可用来安装：%1。</translation>
    </message>
    <message>
        <source>As root, run: %1</source>
        <translation>请以 root 身份运行：%1</translation>
    </message>
</context>
<context>
    <name>portico::SystemProcessRunner</name>
    <message>
        <source>%1 said nothing for %2 seconds and was ended.</source>
        <translation>%1 在 %2 秒内没有任何输出，已被结束。</translation>
    </message>
    <message>
        <source>Try again; if it happens again, look at the job&apos;s log.</source>
        <translation>请重试；如果再次发生，请查看任务日志。</translation>
    </message>
    <message>
        <source>%1 took longer than %2 seconds and was ended.</source>
        <translation>%1 用时超过 %2 秒，已被结束。</translation>
    </message>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation>无法启动 %1：%2。</translation>
    </message>
    <message>
        <source>Check that the file is there and may be run.</source>
        <translation>请检查该文件是否存在并可以运行。</translation>
    </message>
</context>
<context>
    <name>portico::TarCheck</name>
    <message>
        <source>a name or note in it is longer than 1 MiB</source>
        <translation>其中有名称或备注长于 1 MiB</translation>
    </message>
    <message>
        <source>the size of an entry makes no sense</source>
        <translation>有条目的大小不合理</translation>
    </message>
    <message>
        <source>two programs could read it in two ways, as in an attack</source>
        <translation>两个程序可能有两种读法，就像攻击中那样</translation>
    </message>
    <message>
        <source>it claims a file larger than any disk</source>
        <translation>它声称有一个比任何磁盘都大的文件</translation>
    </message>
    <message>
        <source>an entry that is no file has content</source>
        <translation>有不是文件的条目带有内容</translation>
    </message>
    <message>
        <source>it holds a sparse file, whose size is only a claim</source>
        <translation>它含有稀疏文件，其大小只是声称</translation>
    </message>
    <message>
        <source>it holds an entry of an unknown kind</source>
        <translation>它含有未知类型的条目</translation>
    </message>
    <message>
        <source>a name in it holds a NUL byte</source>
        <translation>其中有名称含有 NUL 字节</translation>
    </message>
</context>
<context>
    <name>portico::TeamCatalogue</name>
    <message>
        <source>The catalogue %1 cannot be used: %2 %3.</source>
        <translation>无法使用目录 %1：%2 %3。</translation>
    </message>
    <message>
        <source>Tell whoever keeps it; docs/catalogue.md says what belongs there.</source>
        <translation>请告知它的维护者；docs/catalogue.md 说明了应包含的内容。</translation>
    </message>
    <message>
        <source>may have letters, digits and . _ + - only</source>
        <translation>只能含有字母、数字和 . _ + -</translation>
    </message>
    <message>
        <source>cannot be fetched from: %1</source>
        <translation>不能作为获取地址：%1</translation>
    </message>
    <message>
        <source>names no archive</source>
        <translation>没有指明压缩包</translation>
    </message>
    <message>
        <source>is no SHA-256 of 64 hexadecimal digits</source>
        <translation>不是 64 位十六进制数字的 SHA-256</translation>
    </message>
    <message>
        <source>are not the volumes .001, .002 and so on of one archive, in their order</source>
        <translation>不是同一个压缩包按顺序的分卷 .001、.002 等</translation>
    </message>
    <message>
        <source>is none of linux, windows, macos</source>
        <translation>不是 linux、windows、macos 之一</translation>
    </message>
    <message>
        <source>is none of x64, arm64</source>
        <translation>不是 x64、arm64 之一</translation>
    </message>
    <message>
        <source>is none of cuda 13.0, rocm 7.2, xpu, mps, cpu and the like</source>
        <translation>不是 cuda 13.0、rocm 7.2、xpu、mps、cpu 等之一</translation>
    </message>
    <message>
        <source>is none of testing, staging, latest, stable</source>
        <translation>不是 testing、staging、latest、stable 之一</translation>
    </message>
    <message>
        <source>is no version such as 0.38.0</source>
        <translation>不是版本，版本应形如 0.38.0</translation>
    </message>
    <message>
        <source>is no web address</source>
        <translation>不是网址</translation>
    </message>
    <message>
        <source>The catalogue %1 is written in form %2, and this Portico reads form %3.</source>
        <translation>目录 %1 以格式 %2 写成，而此 Portico 读取格式 %3。</translation>
    </message>
    <message>
        <source>Get a newer Portico.</source>
        <translation>请获取较新的 Portico。</translation>
    </message>
    <message>
        <source>comes twice</source>
        <translation>出现了两次</translation>
    </message>
</context>
<context>
    <name>portico::TeamSource</name>
    <message>
        <source>Team catalogue %1</source>
        <translation>团队目录 %1</translation>
    </message>
</context>
<context>
    <name>portico::TestWorkflows</name>
    <message>
        <source>This workflow is in the form that ComfyUI&apos;s window keeps, which its server does not run.</source>
        <translation>此工作流的格式是 ComfyUI 窗口保存的格式，其服务器不能运行。</translation>
    </message>
    <message>
        <source>This is no workflow of ComfyUI.</source>
        <translation>这不是 ComfyUI 的工作流。</translation>
    </message>
    <message>
        <source>In ComfyUI, open it and choose File, Export (API).</source>
        <translation>请在 ComfyUI 中打开它，并选择 File, Export (API)。</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a test workflow.</source>
        <translation>“%1”不能作为测试工作流的名称。</translation>
    </message>
    <message>
        <source>Choose a short one without / \ : * ? and the like.</source>
        <translation>请选择简短的名称，不含 / \ : * ? 之类的字符。</translation>
    </message>
    <message>
        <source>%1 cannot be used.</source>
        <translation>无法使用 %1。</translation>
    </message>
    <message>
        <source>“%1” has no test workflow “%2”.</source>
        <translation>“%1”没有测试工作流“%2”。</translation>
    </message>
    <message>
        <source>It has none.</source>
        <translation>它没有测试工作流。</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>它有：%1。</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2.</source>
        <translation>无法移除 %1：%2。</translation>
    </message>
    <message>
        <source>Check that you may write in the library.</source>
        <translation>请检查您是否可以在库中写入。</translation>
    </message>
</context>
<context>
    <name>portico::Toml</name>
    <message>
        <source>%1 is longer than %2.</source>
        <translation>%1 长于 %2。</translation>
    </message>
    <message>
        <source>Check whether it is the right file.</source>
        <translation>请检查它是否是正确的文件。</translation>
    </message>
    <message>
        <source>%1 cannot be understood: it is no TOML (line %2).</source>
        <translation>无法理解 %1：它不是 TOML（第 %2 行）。</translation>
    </message>
    <message>
        <source>Correct that line, or put a good copy in its place.</source>
        <translation>请更正该行，或换上完好的副本。</translation>
    </message>
</context>
<context>
    <name>portico::ToolEnvironment</name>
    <message>
        <source>A program&apos;s environment holds one proxy only, so these hosts are asked through another way than the network&apos;s rules say: %1.</source>
        <translation>程序的环境中只能有一个代理，因此对以下主机的访问与网络规则所说的不同：%1。</translation>
    </message>
    <message>
        <source>Python&apos;s programs know SOCKS proxies only with a package of their own (PySocks), so when Portico starts them it leads them there by a small http proxy on this computer.</source>
        <translation>Python 的程序需要额外的软件包（PySocks）才支持 SOCKS 代理，因此 Portico 启动它们时，会通过这台计算机上的小型 http 代理引导它们。</translation>
    </message>
    <message>
        <source>Python&apos;s programs send letters beyond ASCII in a proxy&apos;s password otherwise than all others; if it is refused, choose one without.</source>
        <translation>Python 的程序发送代理密码中非 ASCII 字符的方式与其他程序不同；如果密码被拒绝，请选择不含此类字符的密码。</translation>
    </message>
</context>
<context>
    <name>portico::ToolTest</name>
    <message>
        <source>There is no %1 on this computer to try out.</source>
        <translation>这台计算机上没有可供测试的 %1。</translation>
    </message>
    <message>
        <source>It is fetched when it is needed; test then.</source>
        <translation>需要时会获取它；请到那时测试。</translation>
    </message>
    <message numerus="yes">
        <source>git reaches %1 and finds %n branch(es) and tag(s) of ComfyUI.</source>
        <translation>
            <numerusform>git 可以连接到 %1，并找到 ComfyUI 的 %n 个分支和标签。</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder for temporary files cannot be written.</source>
        <translation>无法写入临时文件的文件夹。</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>请释放一些空间，然后重试。</translation>
    </message>
    <message>
        <source>%1 reaches %2.</source>
        <translation>%1 可以连接到 %2。</translation>
    </message>
    <message>
        <source>It goes %1.</source>
        <comment>through a proxy</comment>
        <translation>连接方式：%1。</translation>
    </message>
    <message>
        <source>Check the page Network, and test again.</source>
        <translation>请在“网络”页面中检查，然后再次测试。</translation>
    </message>
    <message>
        <source>The proxy refused pip&apos;s login on the way to %1.</source>
        <translation>通往 %1 的代理拒绝了 pip 的登录。</translation>
    </message>
    <message>
        <source>Enter its user name and password on the page Network.</source>
        <translation>请在“网络”页面中填写其用户名和密码。</translation>
    </message>
    <message>
        <source>pip does not trust the certificate of %1.</source>
        <translation>pip 不信任 %1 的证书。</translation>
    </message>
    <message>
        <source>If your network looks into connections, add its certificate authority on the page Network.</source>
        <translation>如果您的网络会检查连接内容，请在“网络”页面中添加其证书颁发机构。</translation>
    </message>
    <message>
        <source>pip reaches a SOCKS proxy only where the package PySocks is installed beside it.</source>
        <translation>只有在旁边安装了软件包 PySocks 时，pip 才能连接 SOCKS 代理。</translation>
    </message>
    <message>
        <source>Set an http proxy, or leave it to uv, which does without.</source>
        <translation>请设置 http 代理，或交给不需要它的 uv。</translation>
    </message>
    <message>
        <source>pip cannot reach the proxy on the way to %1.</source>
        <translation>pip 无法连接到通往 %1 的代理。</translation>
    </message>
    <message>
        <source>pip cannot find %1.</source>
        <translation>pip 找不到 %1。</translation>
    </message>
    <message>
        <source>%1 did not answer pip in time.</source>
        <translation>%1 没有及时应答 pip。</translation>
    </message>
    <message>
        <source>%1 has no small package that pip can see.</source>
        <translation>%1 没有 pip 可见的小型软件包。</translation>
    </message>
    <message>
        <source>pip failed and gave a reason of its own.</source>
        <translation>pip 失败，并给出了自己的原因。</translation>
    </message>
</context>
<context>
    <name>portico::TorchProbe</name>
    <message>
        <source>Repair the install.</source>
        <translation>请修复该实例。</translation>
    </message>
    <message>
        <source>torch cannot be imported: %1.</source>
        <translation>无法导入 torch：%1。</translation>
    </message>
    <message>
        <source>torchvision does not work with this torch: %1.</source>
        <translation>torchvision 无法与此 torch 一起工作：%1。</translation>
    </message>
    <message>
        <source>torch cannot compute on %1: %2.</source>
        <translation>torch 无法在 %1 上计算：%2。</translation>
    </message>
    <message>
        <source>any device</source>
        <translation>任何设备</translation>
    </message>
    <message>
        <source>Restart the computer, and update the graphics driver if it stays so; This computer says which version is needed.</source>
        <translation>请重新启动计算机，如果问题依旧请更新显卡驱动；“本机”中说明了需要哪个版本。</translation>
    </message>
    <message>
        <source>torch %1 computes on %2, although this install is for %3.</source>
        <translation>torch %1 在 %2 上计算，尽管此实例适用于 %3。</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Look under This computer whether the graphics driver is there and new enough.</source>
        <translation>请在“本机”中查看显卡驱动是否存在且足够新。</translation>
    </message>
    <message numerus="yes">
        <source>torch gave no answer within %n seconds.</source>
        <translation>
            <numerusform>torch 在 %n 秒内没有应答。</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again, and restart the computer if it stays so.</source>
        <translation>请重试，如果问题依旧请重新启动计算机。</translation>
    </message>
    <message>
        <source>Python ended while torch was tried (%1).</source>
        <translation>试用 torch 时 Python 结束（%1）。</translation>
    </message>
    <message>
        <source>torch %1 computes on %2 (%3 ms).</source>
        <translation>torch %1 在 %2 上计算（%3 毫秒）。</translation>
    </message>
</context>
<context>
    <name>portico::Trash</name>
    <message>
        <source>%1 cannot go to the recycle bin: its disk has none.</source>
        <translation>%1 无法移到回收站：其磁盘没有回收站。</translation>
    </message>
    <message>
        <source>Remove it for good instead, if you are sure.</source>
        <translation>如果确定，请改为彻底移除它。</translation>
    </message>
</context>
<context>
    <name>portico::TreeClone</name>
    <message>
        <source>%1 is neither a file nor a folder, so it is not copied.</source>
        <translation>%1 既不是文件也不是文件夹，因此不复制它。</translation>
    </message>
    <message>
        <source>Remove it, and try again.</source>
        <translation>请移除它，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::TreeManifest</name>
    <message>
        <source>it is neither a file, a folder nor a link</source>
        <translation>它既不是文件，也不是文件夹或链接</translation>
    </message>
    <message>
        <source>Check the files</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>The list of an install&apos;s files is damaged in line %1.</source>
        <translation>实例的文件列表在第 %1 行损坏。</translation>
    </message>
    <message>
        <source>Check the install&apos;s files to make a new list.</source>
        <translation>请检查实例的文件以创建新的列表。</translation>
    </message>
</context>
<context>
    <name>portico::TreeRemoval</name>
    <message>
        <source>%1 was not removed: another disk is mounted there.</source>
        <translation>没有移除 %1：那里挂载了另一个磁盘。</translation>
    </message>
    <message>
        <source>Unmount it first, then remove the folder again.</source>
        <translation>请先将其卸载，然后再次移除该文件夹。</translation>
    </message>
</context>
<context>
    <name>portico::TrialInstall</name>
    <message>
        <source>The ComfyUI of “%1” is too old to be started with chosen node packs, so the search cannot be made without moving them.</source>
        <translation>“%1”的 ComfyUI 过于老旧，不能用选定的节点包启动，因此不移动节点包就无法查找。</translation>
    </message>
    <message>
        <source>Disable the node packs one by one, or use a newer version of ComfyUI.</source>
        <translation>请逐个禁用节点包，或使用较新版本的 ComfyUI。</translation>
    </message>
    <message>
        <source>“%1” has no node packs, so none can be guilty.</source>
        <translation>“%1”没有节点包，因此问题不会出在节点包。</translation>
    </message>
    <message>
        <source>Look at what the log of the last start tells.</source>
        <translation>请查看上次启动的日志内容。</translation>
    </message>
    <message>
        <source>looking for the guilty node pack</source>
        <translation>正在查找问题节点包</translation>
    </message>
</context>
<context>
    <name>portico::TriggerWorkflow</name>
    <message>
        <source>starting the workflow %1 of %2</source>
        <translation>正在启动 %2 的工作流 %1</translation>
    </message>
    <message numerus="yes">
        <source>The workflow was started, but %n run(s) of it began at the same time, and nobody can tell which one is yours.</source>
        <translation>
            <numerusform>工作流已启动，但同时有 %n 个运行开始，无法分辨哪一个是您的。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose it from “porticoctl github runs”. A workflow with the input “%1” in its run-name can be told apart.</source>
        <translation>请从“porticoctl github runs”中选择。在 run-name 中包含输入“%1”的工作流可以区分。</translation>
    </message>
    <message>
        <source>GitHub took the request, but no run of %1 appeared.</source>
        <translation>GitHub 接受了请求，但没有出现 %1 的运行。</translation>
    </message>
    <message>
        <source>The connection broke while the workflow %1 was being started, and no run of it appeared.</source>
        <translation>启动工作流 %1 时连接中断，也没有出现它的运行。</translation>
    </message>
    <message>
        <source>Look at “porticoctl github runs” before you start it again.</source>
        <translation>请在再次启动之前查看“porticoctl github runs”。</translation>
    </message>
</context>
<context>
    <name>portico::TryIsolated</name>
    <message>
        <source>Try the node pack as it is</source>
        <translation>按原样试用节点包</translation>
    </message>
    <message>
        <source>Try the isolated node pack</source>
        <translation>试用隔离的节点包</translation>
    </message>
    <message>
        <source>Another node pack, “%1”, has an environment “%2” already.</source>
        <translation>另一个节点包“%1”已经有环境“%2”。</translation>
    </message>
    <message>
        <source>Rename the folder of one of the two.</source>
        <translation>请重命名两者之一的文件夹。</translation>
    </message>
    <message>
        <source>trying an isolated node pack</source>
        <translation>正在试用隔离的节点包</translation>
    </message>
</context>
<context>
    <name>portico::TryStart</name>
    <message>
        <source>The ComfyUI of “%1” is too old to be tried out beside the install.</source>
        <translation>“%1”的 ComfyUI 过于老旧，无法在实例之外另行试用。</translation>
    </message>
    <message>
        <source>Update ComfyUI, then try again.</source>
        <translation>请更新 ComfyUI，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::TryWorkflows</name>
    <message numerus="yes">
        <source>ComfyUI was not ready within %n minute(s).</source>
        <translation>
            <numerusform>ComfyUI 在 %n 分钟内没有就绪。</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again when the computer has less to do.</source>
        <translation>请在计算机不太忙时重试。</translation>
    </message>
    <message>
        <source>Test workflow “%1”</source>
        <translation>测试工作流“%1”</translation>
    </message>
    <message>
        <source>Test workflows</source>
        <translation>测试工作流</translation>
    </message>
</context>
<context>
    <name>portico::UndoRepair</name>
    <message>
        <source>undoing its repair</source>
        <translation>正在撤销其修复</translation>
    </message>
    <message>
        <source>There is no repair of “%1” that could be undone.</source>
        <translation>“%1”没有可以撤销的修复。</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>无需任何操作。</translation>
    </message>
    <message>
        <source>Files that a repair replaced are kept in the folder kept-files of the install.</source>
        <translation>修复所替换的文件保存在实例的文件夹 kept-files 中。</translation>
    </message>
</context>
<context>
    <name>portico::UnmetNeed</name>
    <message>
        <source>“%1” needs “%2”, which the package index does not have.</source>
        <translation>“%1”需要“%2”，软件包索引中没有它。</translation>
    </message>
    <message>
        <source>“%1” needs another %2 than the %3 of this install, which does not change.</source>
        <translation>“%1”需要的 %2 与此实例的 %3 不同，而后者不会改变。</translation>
    </message>
    <message>
        <source>“%1” needs a package that is not made for this Python or this computer. %2</source>
        <translation>“%1”需要的软件包没有适用于此 Python 或这台计算机的版本。%2</translation>
    </message>
    <message>
        <source>“%1” needs what cannot be had together. %2</source>
        <translation>“%1”需要的内容无法同时取得。%2</translation>
    </message>
    <message>
        <source>“%1” and “%2” do not go together. %3</source>
        <translation>“%1”与“%2”互不兼容。%3</translation>
    </message>
    <message>
        <source>“%1” and “%2” need different versions of %3.</source>
        <translation>“%1”与“%2”需要 %3 的不同版本。</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>此实例</translation>
    </message>
</context>
<context>
    <name>portico::Unpack</name>
    <message>
        <source>Unpack</source>
        <translation>解压</translation>
    </message>
    <message>
        <source>Unpacking %1 ended without a result: the unpacking program was stopped or failed. Nothing was installed.</source>
        <translation>解压 %1 没有得到结果：解压程序被停止或失败。没有安装任何内容。</translation>
    </message>
    <message>
        <source>Check that enough memory is free and try again; if it happens again, download the file again.</source>
        <translation>请确认有足够的可用内存，然后重试；如果再次发生，请重新下载该文件。</translation>
    </message>
    <message>
        <source>%1 is not an empty folder.</source>
        <translation>%1 不是空文件夹。</translation>
    </message>
    <message>
        <source>Choose an empty folder to unpack into.</source>
        <translation>请选择空文件夹来解压。</translation>
    </message>
</context>
<context>
    <name>portico::UnpackProtocol</name>
    <message>
        <source>The request to unpack is incomplete.</source>
        <translation>解压请求不完整。</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>请重新安装 Portico。</translation>
    </message>
</context>
<context>
    <name>portico::UnusedEnvs</name>
    <message>
        <source>No install of this library asks for it. Other ComfyUIs may keep theirs in this folder, too.</source>
        <translation>此库中没有实例需要它。其他 ComfyUI 也可能把自己的环境放在此文件夹中。</translation>
    </message>
    <message>
        <source>comfy-env built it. No pack of this library links to it; which other ComfyUI does, nobody notes.</source>
        <translation>它由 comfy-env 构建。此库中没有节点包链接到它；没有记录是否有其他 ComfyUI 在使用。</translation>
    </message>
    <message>
        <source>Portico built it for %1. Not every install of this library could be asked whether it uses it.</source>
        <translation>它由 Portico 为 %1 构建。未能查明此库的每个实例是否使用它。</translation>
    </message>
    <message>
        <source>Portico built it for %1, and no pack that it was linked into leads there any more.</source>
        <translation>它由 Portico 为 %1 构建，曾链接到它的节点包都已不再指向那里。</translation>
    </message>
</context>
<context>
    <name>portico::UpdatePackages</name>
    <message>
        <source>Not obeyed in requirements.txt: %1</source>
        <translation>requirements.txt 中未遵循的内容：%1</translation>
    </message>
    <message>
        <source>The package index tells no dates: the newest packages are taken.</source>
        <translation>软件包索引没有给出日期：采用最新的软件包。</translation>
    </message>
    <message>
        <source>There is no torch of that version for it: its newest is taken.</source>
        <translation>没有它的那个版本的 torch：采用其最新版本。</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>注意：%1</translation>
    </message>
    <message>
        <source>There is no torch %1 that goes with this ComfyUI, its Python and its accelerator.</source>
        <translation>没有与此 ComfyUI 及其 Python 和加速器兼容的 torch %1。</translation>
    </message>
    <message>
        <source>Choose another version of torch.</source>
        <translation>请选择 torch 的其他版本。</translation>
    </message>
</context>
<context>
    <name>portico::UrlRules</name>
    <message>
        <source>Check the address; take it from the page of the people who publish the file.</source>
        <translation>请检查地址；请从该文件发布者的页面获取地址。</translation>
    </message>
    <message>
        <source>This is not an address of the internet.</source>
        <translation>这不是互联网地址。</translation>
    </message>
    <message>
        <source>An address begins with https:// and the name of a host.</source>
        <translation>地址以 https:// 和主机名开头。</translation>
    </message>
    <message>
        <source>The address at %1 is longer than 2048 characters.</source>
        <translation>%1 的地址长于 2048 个字符。</translation>
    </message>
    <message>
        <source>The address holds a user name or password; its real host is %1.</source>
        <translation>该地址含有用户名或密码；它真正的主机是 %1。</translation>
    </message>
    <message>
        <source>The address at %1 holds characters that do not belong there.</source>
        <translation>%1 的地址含有不应有的字符。</translation>
    </message>
    <message>
        <source>Port %1 of %2 is not one that web servers use.</source>
        <translation>%2 的端口 %1 不是网页服务器使用的端口。</translation>
    </message>
    <message>
        <source>The address at %1 uses http, which anybody on the way can change.</source>
        <translation>%1 的地址使用 http，传输途中的任何人都能更改内容。</translation>
    </message>
    <message>
        <source>Use its https address, or allow http from this host in the settings.</source>
        <translation>请使用它的 https 地址，或在设置中允许此主机使用 http。</translation>
    </message>
    <message>
        <source>%1 sends from one address to the next without an end.</source>
        <translation>%1 从一个地址跳转到下一个地址，没有终点。</translation>
    </message>
    <message>
        <source>%1 sends to an address that cannot be read.</source>
        <translation>%1 跳转到无法读取的地址。</translation>
    </message>
    <message>
        <source>%1 sends from https to plain http, which anybody on the way can change.</source>
        <translation>%1 从 https 跳转到普通 http，传输途中的任何人都能更改内容。</translation>
    </message>
    <message>
        <source>%1 sends to another address.</source>
        <translation>%1 跳转到另一个地址。</translation>
    </message>
    <message>
        <source>%1 sends to %2, which lies on this computer or in a local network.</source>
        <translation>%1 跳转到 %2，它位于这台计算机或本地网络中。</translation>
    </message>
    <message>
        <source>Portico does not fetch from addresses that begin with “%1:”.</source>
        <translation>Portico 不从以“%1:”开头的地址获取内容。</translation>
    </message>
</context>
<context>
    <name>portico::UvEngine</name>
    <message>
        <source>There is no other Python %1, so that the environment leans on ComfyUI&apos;s: %2</source>
        <translation>没有其他 Python %1，因此该环境依托于 ComfyUI 的 Python：%2</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>软件包</translation>
    </message>
    <message>
        <source>CUDA packages</source>
        <translation>CUDA 软件包</translation>
    </message>
</context>
<context>
    <name>portico::UvFailure</name>
    <message>
        <source>the package index</source>
        <translation>软件包索引</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>%1 的证书不受信任。</translation>
    </message>
    <message>
        <source>If your network inspects connections, name its certificate authority in the network settings.</source>
        <translation>如果您的网络会检查连接内容，请在网络设置中指定其证书颁发机构。</translation>
    </message>
    <message>
        <source>%1 does not let you in.</source>
        <translation>%1 不允许进入。</translation>
    </message>
    <message>
        <source>Check the address of the index and its login in the network settings.</source>
        <translation>请在网络设置中检查索引的地址及其登录信息。</translation>
    </message>
    <message>
        <source>The proxy refused the way to %1.</source>
        <translation>代理拒绝了通往 %1 的连接。</translation>
    </message>
    <message>
        <source>Check the proxy and its login in the network settings.</source>
        <translation>请在网络设置中检查代理及其登录信息。</translation>
    </message>
    <message>
        <source>%1 answered with status %2.</source>
        <translation>%1 返回了状态 %2。</translation>
    </message>
    <message>
        <source>Try again later, or set another index in the network settings.</source>
        <translation>请稍后重试，或在网络设置中设置其他索引。</translation>
    </message>
    <message>
        <source>%1 cannot be found: there is no such host, or no network.</source>
        <translation>找不到 %1：没有该主机，或没有网络。</translation>
    </message>
    <message>
        <source>Check your connection, and the index in the network settings.</source>
        <translation>请检查网络连接，以及网络设置中的索引。</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>与 %1 的连接失败。</translation>
    </message>
    <message>
        <source>Check your connection and try again: what has been fetched is kept.</source>
        <translation>请检查网络连接，然后重试：已获取的内容会保留。</translation>
    </message>
    <message>
        <source>The package index does not tell when packages were uploaded, so those of a date cannot be chosen.</source>
        <translation>软件包索引没有给出软件包的上传时间，因此无法选择某个日期的软件包。</translation>
    </message>
    <message>
        <source>Use the newest packages, or an index that tells.</source>
        <translation>请使用最新的软件包，或给出时间的索引。</translation>
    </message>
    <message>
        <source>The package index has no package “%1”.</source>
        <translation>软件包索引中没有软件包“%1”。</translation>
    </message>
    <message>
        <source>Check the index in the network settings, or choose another version.</source>
        <translation>请在网络设置中检查索引，或选择其他版本。</translation>
    </message>
    <message>
        <source>A package has no build for this Python or this computer. %1</source>
        <translation>有软件包没有适用于此 Python 或这台计算机的版本。%1</translation>
    </message>
    <message>
        <source>Choose another Python version, or allow building from source.</source>
        <translation>请选择其他 Python 版本，或允许从源代码构建。</translation>
    </message>
    <message>
        <source>No versions of the packages go together. %1</source>
        <translation>没有相互兼容的软件包版本。%1</translation>
    </message>
    <message>
        <source>Choose another version of ComfyUI or of Python, or packages of another date.</source>
        <translation>请选择 ComfyUI 或 Python 的其他版本，或其他日期的软件包。</translation>
    </message>
    <message>
        <source>The disk became full while packages were put in.</source>
        <translation>放入软件包时磁盘已满。</translation>
    </message>
    <message>
        <source>Free some space and try again: what has been fetched is kept.</source>
        <translation>请释放一些空间，然后重试：已获取的内容会保留。</translation>
    </message>
    <message>
        <source>%1 is not the file that was promised: its SHA-256 differs.</source>
        <translation>%1 与预期的文件不符：其 SHA-256 不同。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, do not trust this index, and use another.</source>
        <translation>请重试；如果问题依旧，请不要信任此索引，并使用其他索引。</translation>
    </message>
    <message>
        <source>There is no such Python to be had.</source>
        <translation>无法取得这样的 Python。</translation>
    </message>
    <message>
        <source>Choose another Python version, such as 3.12.</source>
        <translation>请选择其他 Python 版本，例如 3.12。</translation>
    </message>
    <message>
        <source>uv failed and gave a reason of its own.</source>
        <translation>uv 失败，并给出了自己的原因。</translation>
    </message>
    <message>
        <source>Look at the job&apos;s log for uv&apos;s words.</source>
        <translation>请在任务日志中查看 uv 的消息。</translation>
    </message>
</context>
<context>
    <name>portico::UvProgram</name>
    <message>
        <source>%1 is no uv that runs here.</source>
        <translation>%1 不是可在这里运行的 uv。</translation>
    </message>
    <message>
        <source>%1 is uv %2, and %3 or newer is needed.</source>
        <translation>%1 是 uv %2，而需要 %3 或更高版本。</translation>
    </message>
    <message>
        <source>Choose another uv in the settings, or leave the choice to Portico.</source>
        <translation>请在设置中选择其他 uv，或交给 Portico 选择。</translation>
    </message>
    <message>
        <source>uv %1: %2</source>
        <translation>uv %1：%2</translation>
    </message>
    <message>
        <source>There is no program %1, which the settings name as uv.</source>
        <translation>没有设置中指定为 uv 的程序 %1。</translation>
    </message>
    <message>
        <source>Correct the setting, or clear it.</source>
        <translation>请更正该设置，或清除它。</translation>
    </message>
    <message>
        <source>uv, which puts the packages together, is not here and could not be fetched. %1</source>
        <translation>用来组合软件包的 uv 不在这里，也无法获取。%1</translation>
    </message>
    <message>
        <source>Check the connection, or install uv %1 or newer and try again.</source>
        <translation>请检查连接，或安装 uv %1 或更高版本，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::VendorWheels</name>
    <message>
        <source>Not all packages of the layer are in the store: %1.</source>
        <translation>层的软件包并不都在存储区中：%1。</translation>
    </message>
    <message>
        <source>Connect to the internet, then try again.</source>
        <translation>请连接互联网，然后重试。</translation>
    </message>
    <message>
        <source>The file of “%1” is not the one that the lock promises.</source>
        <translation>“%1”的文件与锁文件所列的不同。</translation>
    </message>
    <message>
        <source>Plan again; if it stays so, do not use this package index.</source>
        <translation>请重新制定方案；如果问题依旧，请不要使用此软件包索引。</translation>
    </message>
    <message>
        <source>A damaged wheel is fetched again: %1.</source>
        <translation>正在重新获取损坏的 wheel：%1。</translation>
    </message>
</context>
<context>
    <name>portico::Vendored</name>
    <message>
        <source>The record of “%1”, kept for offline, cannot be used: %2.</source>
        <translation>无法使用离线保存的“%1”的记录：%2。</translation>
    </message>
    <message>
        <source>Keep the install for offline again: porticoctl vendor.</source>
        <translation>请重新离线保存该实例：porticoctl vendor。</translation>
    </message>
    <message>
        <source>ComfyUI and its Python</source>
        <translation>ComfyUI 及其 Python</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>节点包</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>软件包</translation>
    </message>
    <message>
        <source>Isolated environment</source>
        <translation>隔离环境</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>a newer Portico wrote it</source>
        <translation>它由较新的 Portico 写入</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>它已损坏</translation>
    </message>
    <message>
        <source>its parts were changed</source>
        <translation>其各部分已被更改</translation>
    </message>
</context>
<context>
    <name>portico::VendoredStore</name>
    <message>
        <source>Nothing called “%1” is kept for offline.</source>
        <translation>没有名为“%1”的离线保存内容。</translation>
    </message>
    <message>
        <source>Keep an install for offline: porticoctl vendor INSTALL --yes.</source>
        <translation>离线保存一个实例：porticoctl vendor INSTALL --yes。</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>现有：%1。</translation>
    </message>
    <message>
        <source>what is kept for offline of %1</source>
        <translation>“%1”的离线保存内容</translation>
    </message>
    <message>
        <source>letting go of “%1”</source>
        <translation>正在放弃保存“%1”</translation>
    </message>
</context>
<context>
    <name>portico::Verdict</name>
    <message>
        <source>Repair the install: it puts back torch with all that belongs to it.</source>
        <translation>请修复该实例：会恢复 torch 及其所有相关内容。</translation>
    </message>
    <message>
        <source>Repair the install: it puts back %1.</source>
        <translation>请修复该实例：会恢复 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%1 And %n more problem(s).</source>
        <translation>
            <numerusform>%1 另有 %n 个问题。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clean: %n package(s).</source>
        <translation>
            <numerusform>完好：%n 个软件包。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clean: torch %1 for %2, %n package(s).</source>
        <translation>
            <numerusform>完好：torch %1（%2），%n 个软件包。</numerusform>
        </translation>
    </message>
    <message>
        <source>any computer</source>
        <translation>任何计算机</translation>
    </message>
</context>
<context>
    <name>portico::VerifyInstall</name>
    <message>
        <source>“%1” has no Python that could be looked at.</source>
        <translation>“%1”没有可供查看的 Python。</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>请修复该实例，或重新安装。</translation>
    </message>
</context>
<context>
    <name>portico::VerifyVendored</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>See all of it: porticoctl vendor verify %1; with --repair it is put right, as far as that can be.</source>
        <translation>查看全部：porticoctl vendor verify %1；加上 --repair 会尽可能更正。</translation>
    </message>
    <message>
        <source>What is kept for offline of “%1” is not whole: %2 is missing.</source>
        <translation>“%1”的离线保存内容不完整：缺少 %2。</translation>
    </message>
    <message>
        <source>What is kept for offline of “%1” is not whole: %2 is damaged.</source>
        <translation>“%1”的离线保存内容不完整：%2 已损坏。</translation>
    </message>
    <message>
        <source>Not all of “%1” is kept for offline. %2</source>
        <translation>“%1”没有全部离线保存。%2</translation>
    </message>
    <message>
        <source>Keep it again: porticoctl vendor %1 --yes.</source>
        <translation>请重新保存：porticoctl vendor %1 --yes。</translation>
    </message>
</context>
<context>
    <name>portico::Versions</name>
    <message>
        <source>No bundle of ComfyUI %1 suits this computer, so it is composed from its parts: Python, ComfyUI and torch are downloaded.</source>
        <translation>没有适合这台计算机的 ComfyUI %1 整合包，因此由各部分组装：会下载 Python、ComfyUI 和 torch。</translation>
    </message>
    <message>
        <source>A new generation is unpacked from “%1”; the present one is kept for the way back.</source>
        <translation>从“%1”解压出新的世代；现有的世代会保留，以便退回。</translation>
    </message>
    <message>
        <source>A new generation is unpacked from “%1” (%2 to download); the present one is kept for the way back.</source>
        <translation>从“%1”解压出新的世代（需下载 %2）；现有的世代会保留，以便退回。</translation>
    </message>
    <message>
        <source>This install has ComfyUI %1 already.</source>
        <translation>此实例已是 ComfyUI %1。</translation>
    </message>
    <message>
        <source>What the node packs need beyond ComfyUI is resolved anew for it and shown before anything is installed.</source>
        <translation>节点包在 ComfyUI 之外的需求会重新解析，并在安装之前显示。</translation>
    </message>
    <message>
        <source>Workflows that were saved with ComfyUI %1 may need nodes that %2 does not have yet.</source>
        <translation>用 ComfyUI %1 保存的工作流可能需要 %2 还没有的节点。</translation>
    </message>
    <message>
        <source>Models, inputs, outputs and settings stay as they are.</source>
        <translation>模型、输入、输出和设置保持不变。</translation>
    </message>
</context>
<context>
    <name>portico::VolumeFile</name>
    <message>
        <source>%1 is a later part of a split archive.</source>
        <translation>%1 是分卷压缩包的后续部分。</translation>
    </message>
    <message>
        <source>Choose its first part, %1.</source>
        <translation>请选择其第一部分 %1。</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 不是文件。</translation>
    </message>
    <message>
        <source>Choose an archive.</source>
        <translation>请选择压缩包。</translation>
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
        <translation>%1 正在重试；运行仍在继续。</translation>
    </message>
    <message>
        <source>The run on GitHub goes on; “porticoctl github cancel %1” ends it.</source>
        <translation>GitHub 上的运行仍在继续；“porticoctl github cancel %1”可将其结束。</translation>
    </message>
</context>
<context>
    <name>portico::WheelAddresses</name>
    <message>
        <source>The package index tells no address for “%1”.</source>
        <translation>软件包索引没有给出“%1”的地址。</translation>
    </message>
    <message>
        <source>Plan again, or choose another package index in the settings.</source>
        <translation>请重新制定方案，或在设置中选择其他软件包索引。</translation>
    </message>
</context>
<context>
    <name>portico::WheelInstall</name>
    <message>
        <source>Nobody published a hash of %1: it is taken as it came, with SHA-256 %2.</source>
        <translation>没有人公布 %1 的哈希值：按收到的原样采用，SHA-256 为 %2。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>无法写入文件 %1。</translation>
    </message>
    <message>
        <source>Check the space on that disk, then try again.</source>
        <translation>请检查该磁盘的空间，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::WindowDoor</name>
    <message>
        <source>The window’s socket could not be opened in %1: %2.</source>
        <translation>无法在 %1 中打开窗口的套接字：%2。</translation>
    </message>
    <message>
        <source>Check that this folder can be written.</source>
        <translation>请检查此文件夹是否可以写入。</translation>
    </message>
    <message>
        <source>Portico is open already, but does not answer.</source>
        <translation>Portico 已经打开，但没有响应。</translation>
    </message>
    <message>
        <source>Close it, or end it if it hangs, and try again.</source>
        <translation>请关闭它，如果它卡住则结束它，然后重试。</translation>
    </message>
</context>
<context>
    <name>portico::WishedPacks</name>
    <message>
        <source>“%1” wants “%2”, but %3.</source>
        <translation>“%1”希望有“%2”，但%3。</translation>
    </message>
    <message>
        <source>Install it by hand with “porticoctl nodes install”, or ask the author of “%1”.</source>
        <translation>请用“porticoctl nodes install”手动安装它，或询问“%1”的作者。</translation>
    </message>
    <message>
        <source>“%1” is nothing that the registry has</source>
        <translation>注册表中没有“%1”</translation>
    </message>
    <message>
        <source>it does not say where that is</source>
        <translation>它没有说明在哪里</translation>
    </message>
    <message>
        <source>“%1” is no address of a repository</source>
        <translation>“%1”不是仓库的地址</translation>
    </message>
    <message>
        <source>“%1” is no tag, branch or commit</source>
        <translation>“%1”不是标签、分支或提交</translation>
    </message>
    <message>
        <source>No pack wants “%1”, or it is there.</source>
        <translation>没有节点包希望有“%1”，或它已经存在。</translation>
    </message>
    <message>
        <source>“porticoctl env wishes” shows what is wanted.</source>
        <translation>“porticoctl env wishes”会显示希望有的内容。</translation>
    </message>
    <message>
        <source>What was fetched wants other packs, too; the plan is made with them.</source>
        <translation>获取的内容还希望有其他节点包；制定方案时会包含它们。</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowPlace</name>
    <message>
        <source>This ComfyUI is too old to be started beside the other, so the test workflows of “%1” cannot be tried with it.</source>
        <translation>此 ComfyUI 过于老旧，不能与另一个同时启动，因此无法用它试用“%1”的测试工作流。</translation>
    </message>
    <message>
        <source>Choose a newer version, or remove the test workflows.</source>
        <translation>请选择较新的版本，或移除测试工作流。</translation>
    </message>
    <message>
        <source>copying its database</source>
        <translation>正在复制其数据库</translation>
    </message>
    <message>
        <source>trying the test workflows of “%1”</source>
        <translation>正在试用“%1”的测试工作流</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowResults</name>
    <message>
        <source>“%1” has no test workflow.</source>
        <translation>“%1”没有测试工作流。</translation>
    </message>
    <message>
        <source>Save one: porticoctl test-workflow add %1 FILE.</source>
        <translation>请保存一个：porticoctl test-workflow add %1 FILE。</translation>
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
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>ran out of time</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>正在等待</translation>
    </message>
    <message>
        <source>running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>could not be started</source>
        <translation>无法启动</translation>
    </message>
    <message>
        <source>listing the runs of %1</source>
        <translation>正在列出 %1 的运行</translation>
    </message>
    <message>
        <source>looking at run %1 of %2</source>
        <translation>正在查看 %2 的运行 %1</translation>
    </message>
    <message>
        <source>listing the jobs of run %1</source>
        <translation>正在列出运行 %1 的作业</translation>
    </message>
    <message>
        <source>cancelling run %1 of %2</source>
        <translation>正在取消 %2 的运行 %1</translation>
    </message>
    <message>
        <source>Run %1 is over: there is nothing to cancel.</source>
        <translation>运行 %1 已结束：没有可取消的内容。</translation>
    </message>
    <message>
        <source>See how it ended: porticoctl github runs.</source>
        <translation>查看它如何结束：porticoctl github runs。</translation>
    </message>
</context>
<context>
    <name>portico::WrapConfig</name>
    <message>
        <source>It asks for “%1”, and gets ComfyUI&apos;s own: %2 %3.</source>
        <translation>它要求“%1”，得到的是 ComfyUI 自己的：%2 %3。</translation>
    </message>
    <message>
        <source>“%1” does not tell the name of a package, and is left out.</source>
        <translation>“%1”没有给出软件包的名称，已略去。</translation>
    </message>
</context>
<context>
    <name>portico::WrapVerdict</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 以及另外 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed. Leave the node pack as it is, or leave out one of those that do not go together.</source>
        <translation>没有更改任何内容。请保持该节点包原样，或在互不兼容的节点包中略去一个。</translation>
    </message>
    <message>
        <source>Its own addresses in ComfyUI do not answer while it is isolated, and what asks there, like its pages, does not work: %1.</source>
        <translation>隔离期间，它在 ComfyUI 中自己的地址不会应答，在那里查询的内容（例如它的页面）无法工作：%1。</translation>
    </message>
    <message>
        <source>Its additions to ComfyUI&apos;s pages (%1) are not shown while it is isolated.</source>
        <translation>隔离期间，不显示它对 ComfyUI 页面的补充（%1）。</translation>
    </message>
    <message>
        <source>“%1” registers no nodes when it is isolated.</source>
        <translation>“%1”隔离后没有注册任何节点。</translation>
    </message>
    <message>
        <source>“%1” cannot be imported when it is isolated: %2.</source>
        <translation>“%1”隔离后无法导入：%2。</translation>
    </message>
    <message>
        <source>“%1” would lose nodes by being isolated: %2.</source>
        <translation>“%1”隔离后会失去节点：%2。</translation>
    </message>
    <message>
        <source>Nodes of “%1” could not be run where it is isolated: %2.</source>
        <translation>“%1”的节点在隔离处无法运行：%2。</translation>
    </message>
    <message numerus="yes">
        <source>“%1” was tried: all its %n node(s) are there.</source>
        <translation>
            <numerusform>已试用“%1”：它的 %n 个节点全部都在。</numerusform>
        </translation>
    </message>
    <message>
        <source>As it is it registers none, so that nobody could compare.</source>
        <translation>它原本就没有注册节点，因此无法比较。</translation>
    </message>
</context>
<context>
    <name>portico::WriteSite</name>
    <message>
        <source>“%1” comes from %2, which this library keeps: for other computers, say with &quot;library&quot; where a copy of its store lies.</source>
        <translation>“%1”来自此库保存的 %2：对于其他计算机，请用 &quot;library&quot; 指明其存储区副本的位置。</translation>
    </message>
    <message>
        <source>Nobody knows a bundle that “%1” could be made of elsewhere: keep it for offline (porticoctl vendor), then write the file again.</source>
        <translation>没有已知的整合包可以在别处用来创建“%1”：请将其离线保存（porticoctl vendor），然后重新写入该文件。</translation>
    </message>
    <message>
        <source>“%1” of “%2” was changed by hand, and is left out.</source>
        <translation>“%2”的“%1”曾被手动更改，已略去。</translation>
    </message>
    <message>
        <source>Nobody knows where “%1” of “%2” was got from; it is left out.</source>
        <translation>无法知道“%2”的“%1”是从哪里取得的；已略去。</translation>
    </message>
    <message>
        <source>The variable %1 of “%2” may be a secret, and is left out.</source>
        <translation>“%2”的变量 %1 可能是机密值，已略去。</translation>
    </message>
    <message>
        <source>An argument of “%1” may be a secret: its arguments are left out.</source>
        <translation>“%1”的一个参数可能是机密值：已略去其参数。</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own, and is left out.</source>
        <translation>“%1”是您自己的文件夹，已略去。</translation>
    </message>
</context>
<context>
    <name>portico::ZipCheck</name>
    <message>
        <source>two programs could read it in two ways, as in an attack</source>
        <translation>两个程序可能有两种读法，就像攻击中那样</translation>
    </message>
    <message>
        <source>it is one part of a split zip</source>
        <translation>它是分卷 zip 的一部分</translation>
    </message>
    <message>
        <source>Join its parts first.</source>
        <translation>请先合并其各部分。</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>它含有超过 %L1 个条目</translation>
    </message>
    <message>
        <source>it shares its bytes with another entry, as in a trap</source>
        <translation>它与另一个条目共用字节，就像陷阱中那样</translation>
    </message>
</context>
<context>
    <name>portico::ZipEntry</name>
    <message>
        <source>the archive describes it in two different ways</source>
        <translation>压缩包以两种不同的方式描述它</translation>
    </message>
</context>
<context>
    <name>portico::app::ActivityPane</name>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>清除已完成的</translation>
    </message>
    <message>
        <source>Take the finished jobs off this list</source>
        <translation>从此列表中去掉已完成的任务</translation>
    </message>
    <message>
        <source>Show all activity</source>
        <translation>显示全部活动</translation>
    </message>
    <message>
        <source>Fold the activity to one line</source>
        <translation>将活动收起为一行</translation>
    </message>
</context>
<context>
    <name>portico::app::AddDialog</name>
    <message>
        <source>Add ComfyUI</source>
        <translation>添加 ComfyUI</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What is wrong or should be known</source>
        <translation>存在的问题或应知事项</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>添加(&amp;D)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>&amp;Builds</source>
        <translation>构建版本(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Compose</source>
        <translation>组装(&amp;C)</translation>
    </message>
    <message>
        <source>A &amp;file</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>An &amp;address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>A folder &amp;I have</source>
        <translation>我已有的文件夹(&amp;I)</translation>
    </message>
</context>
<context>
    <name>portico::app::Advice</name>
    <message>
        <source>Look at this computer</source>
        <translation>查看本机</translation>
    </message>
    <message>
        <source>Read the catalogue</source>
        <translation>读取目录</translation>
    </message>
    <message>
        <source>Ask the sources</source>
        <translation>查询各来源</translation>
    </message>
</context>
<context>
    <name>portico::app::AppUpdates</name>
    <message>
        <source>Find out how Portico was installed</source>
        <translation>查明 Portico 的安装方式</translation>
    </message>
    <message>
        <source>Look for a newer Portico</source>
        <translation>查找较新的 Portico</translation>
    </message>
    <message>
        <source>Download Portico %1</source>
        <translation>下载 Portico %1</translation>
    </message>
    <message>
        <source>Install Portico %1</source>
        <translation>安装 Portico %1</translation>
    </message>
</context>
<context>
    <name>portico::app::BaseChange</name>
    <message>
        <source>Something else than its version</source>
        <translation>版本以外的更改</translation>
    </message>
    <message>
        <source>Change what it &amp;runs on…</source>
        <translation>更改运行平台(&amp;R)…</translation>
    </message>
    <message>
        <source>Change &amp;Python…</source>
        <translation>更改 Python(&amp;P)…</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>运行于</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Take ComfyUI and Python of a &amp;bundle…</source>
        <translation>采用整合包的 ComfyUI 和 Python(&amp;B)…</translation>
    </message>
    <message>
        <source>Take %1 to %2</source>
        <comment>an install; an accelerator</comment>
        <translation>将 %1 切换到 %2</translation>
    </message>
    <message>
        <source>Take %1 to Python %2</source>
        <comment>an install; a version</comment>
        <translation>将 %1 切换到 Python %2</translation>
    </message>
    <message>
        <source>%1, as now</source>
        <translation>%1（当前）</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>正在查看这台计算机…</translation>
    </message>
    <message>
        <source>What it runs on, Python, or all of it by a bundle</source>
        <translation>运行平台、Python，或通过整合包更改全部</translation>
    </message>
    <message>
        <source>%1 would suit this computer better than %2.</source>
        <translation>%1 比 %2 更适合这台计算机。</translation>
    </message>
    <message>
        <source>Choose a bundle</source>
        <translation>选择整合包</translation>
    </message>
    <message>
        <source>Bundles (*.7z *.001 *.zip *.tar *.tar.* *.tgz);;All files (*)</source>
        <translation>整合包 (*.7z *.001 *.zip *.tar *.tar.* *.tgz);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Take %1 to the bundle %2</source>
        <comment>an install; a file</comment>
        <translation>将 %1 切换到整合包 %2</translation>
    </message>
</context>
<context>
    <name>portico::app::BuildsPanel</name>
    <message>
        <source>Only what &amp;fits</source>
        <translation>仅显示适用的(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>Filter: version, accelerator, name</source>
        <translation>筛选：版本、加速器、名称</translation>
    </message>
    <message>
        <source>Filter the builds</source>
        <translation>筛选构建版本</translation>
    </message>
    <message>
        <source>Ask every source for what is new</source>
        <translation>向每个来源查询新内容</translation>
    </message>
    <message>
        <source>About the chosen build</source>
        <translation>关于所选的构建版本</translation>
    </message>
    <message>
        <source>Builds</source>
        <translation>构建版本</translation>
    </message>
    <message>
        <source>The list of builds could not be fetched. %1 %2</source>
        <translation>无法获取构建版本列表。%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n build(s). What does not fit this computer is grey.</source>
        <translation>
            <numerusform>%n 个构建版本。不适合这台计算机的显示为灰色。</numerusform>
        </translation>
    </message>
    <message>
        <source>Its team is still trying it (%1).</source>
        <translation>其团队仍在试用它（%1）。</translation>
    </message>
    <message>
        <source>Its team calls it the latest.</source>
        <translation>其团队称它为最新版。</translation>
    </message>
    <message>
        <source>Its team calls it stable.</source>
        <translation>其团队称它为稳定版。</translation>
    </message>
    <message>
        <source>Its team has replaced it (%1).</source>
        <translation>其团队已用其他版本取代它（%1）。</translation>
    </message>
    <message>
        <source>Not verified by its publisher: no SHA-256 of it was published. The one it has is computed, shown and remembered.</source>
        <translation>未经发布者校验：没有公布它的 SHA-256。会计算、显示并记住它实际的 SHA-256。</translation>
    </message>
    <message>
        <source>Read more</source>
        <translation>了解更多</translation>
    </message>
    <message>
        <source>It does not suit this computer, as far as Portico can see.</source>
        <translation>就 Portico 所见，它不适合这台计算机。</translation>
    </message>
    <message>
        <source>It cannot run on this computer.</source>
        <translation>它无法在这台计算机上运行。</translation>
    </message>
    <message>
        <source>The build’s own name</source>
        <translation>该构建版本自己的名称</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleDialog</name>
    <message>
        <source>What would happen</source>
        <translation>将会进行的操作</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>显示方案(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Make it</source>
        <translation>制作(&amp;M)</translation>
    </message>
    <message>
        <source>Working out what would be made. Nothing is made yet.</source>
        <translation>正在确定将要制作的内容。还没有制作任何内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n 个节点包</numerusform>
        </translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>节点包</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>须知</translation>
    </message>
</context>
<context>
    <name>portico::app::BundlePlanLook</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>（手动更改）</translation>
    </message>
    <message>
        <source>%1 are packed, unpacked elsewhere, compared file by file and started once. Models, pictures and settings stay here.</source>
        <translation>%1 会被打包，在别处解压，逐个比较文件并启动一次。模型、图片和设置留在这里。</translation>
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
        <translation>无</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>运行于</translation>
    </message>
    <message>
        <source>For node packs</source>
        <translation>用于节点包</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n 个软件包</numerusform>
        </translation>
    </message>
    <message>
        <source>It is there already, and as the recipe wants it: nothing has to be done.</source>
        <translation>它已经存在，并且与配方要求的一致：无需任何操作。</translation>
    </message>
    <message>
        <source>Python, ComfyUI, its packages and the node packs are fetched and put together, packed, and tried elsewhere.</source>
        <translation>会获取并组合 Python、ComfyUI、其软件包和节点包，打包，并在别处试用。</translation>
    </message>
    <message>
        <source>the one that suits</source>
        <translation>适合的那个</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>软件包</translation>
    </message>
    <message numerus="yes">
        <source>%n, as its lock names them</source>
        <translation>
            <numerusform>%n 个，按其锁文件所列</numerusform>
        </translation>
    </message>
    <message>
        <source>chosen when it is made</source>
        <translation>制作时选择</translation>
    </message>
    <message>
        <source>The versions of its lock are taken; “Back” leads to the newest.</source>
        <translation>采用其锁文件中的版本；“返回”可改用最新版本。</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleShelf</name>
    <message>
        <source>Look at bundles and recipes</source>
        <translation>查看整合包和配方</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleWork</name>
    <message>
        <source>Make a bundle of %1</source>
        <translation>制作 %1 的整合包</translation>
    </message>
    <message numerus="yes">
        <source>Made and tried: %n file(s); unpacked elsewhere, it starts.</source>
        <translation>
            <numerusform>已制作并试用：%n 个文件；在别处解压后可以启动。</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a bundle of the recipe %1</source>
        <translation>制作配方 %1 的整合包</translation>
    </message>
    <message>
        <source>Nothing to do: %1 is there already, and as the recipe wants it.</source>
        <translation>无需操作：%1 已经存在，并且与配方要求的一致。</translation>
    </message>
    <message>
        <source>Made %1.</source>
        <translation>已制作 %1。</translation>
    </message>
    <message>
        <source>Check %1</source>
        <translation>检查 %1</translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n file(s) are what its list says, and it starts.</source>
        <translation>
            <numerusform>完整：%n 个文件与其列表一致，并且可以启动。</numerusform>
        </translation>
    </message>
    <message>
        <source>It starts.</source>
        <translation>可以启动。</translation>
    </message>
    <message>
        <source>Publish %1</source>
        <translation>发布 %1</translation>
    </message>
    <message>
        <source>The same bundle was there already; %1 names it.</source>
        <translation>同样的整合包已经在那里；%1 列出了它。</translation>
    </message>
    <message>
        <source>Published. Others add this list once, in Settings: %1</source>
        <translation>已发布。其他人在设置中添加此列表一次即可：%1</translation>
    </message>
    <message>
        <source>Publish %1 on GitHub</source>
        <translation>在 GitHub 上发布 %1</translation>
    </message>
    <message>
        <source>Released as %1: %2</source>
        <translation>已发布为 %1：%2</translation>
    </message>
</context>
<context>
    <name>portico::app::BundlesPage</name>
    <message>
        <source>Bundles</source>
        <translation>整合包</translation>
    </message>
    <message>
        <source>A bundle is one file with Python, ComfyUI, node packs and all their packages: a computer of the same kind unpacks it and starts it.</source>
        <translation>整合包是一个文件，内含 Python、ComfyUI、节点包及其全部软件包：同类计算机解压后即可启动。</translation>
    </message>
    <message>
        <source>Make a bundle of an insta&amp;ll…</source>
        <translation>制作实例的整合包(&amp;L)…</translation>
    </message>
    <message>
        <source>Open a &amp;recipe…</source>
        <translation>打开配方(&amp;R)…</translation>
    </message>
    <message>
        <source>Add a bundle &amp;file…</source>
        <translation>添加整合包文件(&amp;F)…</translation>
    </message>
    <message>
        <source>One that was made elsewhere, to be checked or published</source>
        <translation>在别处制作的整合包，用于检查或发布</translation>
    </message>
    <message>
        <source>Bundles made here</source>
        <translation>在这里制作的整合包</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>Being looked at…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>None yet. What is made here or fetched from GitHub stands in this list with its SHA-256.</source>
        <translation>还没有。在这里制作的或从 GitHub 获取的整合包会连同 SHA-256 显示在此列表中。</translation>
    </message>
    <message>
        <source>None is open. A recipe is a file that says what a bundle is made from; drop one here.</source>
        <translation>没有打开的配方。配方是说明整合包由什么制成的文件；可以将其拖放到这里。</translation>
    </message>
    <message>
        <source>There is no install yet: add one first</source>
        <translation>还没有实例：请先添加一个</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>打开配方</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>配方 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Add a bundle&apos;s file</source>
        <translation>添加整合包文件</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.tar *.tar.gz *.tar.zst *.001)</source>
        <translation>整合包 (*.zip *.tar *.tar.gz *.tar.zst *.001)</translation>
    </message>
    <message>
        <source>The install %1, as it is now</source>
        <translation>实例 %1 现在的样子</translation>
    </message>
    <message>
        <source>Compare two bundles</source>
        <translation>比较两个整合包</translation>
    </message>
</context>
<context>
    <name>portico::app::CatalogueGroups</name>
    <message>
        <source>%1 · being asked…</source>
        <translation>%1 · 正在查询…</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n build(s)</source>
        <translation>
            <numerusform>%1 · %n 个构建版本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n build(s) · as it was: %2</source>
        <comment>%2 is a moment</comment>
        <translation>
            <numerusform>%1 · %n 个构建版本 · 截至 %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · nothing to show: %2</source>
        <comment>%2 is the reason</comment>
        <translation>%1 · 没有可显示的内容：%2</translation>
    </message>
    <message>
        <source>Recommended for this computer</source>
        <translation>推荐用于这台计算机</translation>
    </message>
</context>
<context>
    <name>portico::app::CatalogueModel</name>
    <message>
        <source>not told</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>已校验</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>未经发布者校验</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>构建版本</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>运行于</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>发布者</translation>
    </message>
    <message>
        <source>For this computer</source>
        <translation>对这台计算机</translation>
    </message>
</context>
<context>
    <name>portico::app::ChangeDialog</name>
    <message>
        <source>What would happen</source>
        <translation>将会进行的操作</translation>
    </message>
    <message>
        <source>About the chosen line</source>
        <translation>关于所选的行</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Working out what would change. Nothing is changed yet.</source>
        <translation>正在确定将要更改的内容。还没有更改任何内容。</translation>
    </message>
    <message>
        <source>%1… Nothing is changed yet.</source>
        <comment>a step of a job</comment>
        <translation>%1… 还没有更改任何内容。</translation>
    </message>
</context>
<context>
    <name>portico::app::CheckList</name>
    <message>
        <source>Steps of the self-check</source>
        <translation>自检的步骤</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
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
        <translation>合适的构建版本</translation>
    </message>
    <message>
        <source>What would change it</source>
        <translation>什么会改变它</translation>
    </message>
</context>
<context>
    <name>portico::app::CleanRow</name>
    <message>
        <source>Clean up…</source>
        <translation>清理…</translation>
    </message>
    <message>
        <source>Clean up: %1</source>
        <translation>清理：%1</translation>
    </message>
    <message>
        <source>Nobody can go back to them afterwards. The last three, pinned ones and those of snapshots are never among them.</source>
        <translation>清理后无法再退回到它们。最近三个、已固定的和快照需要的绝不在其中。</translation>
    </message>
    <message>
        <source>Made for node packs that are no longer there. They come back by themselves when something needs them.</source>
        <translation>它们是为已不存在的节点包创建的。有需要时会自动恢复。</translation>
    </message>
    <message>
        <source>They can be built again when a node pack asks for one.</source>
        <translation>有节点包需要时可以重新构建。</translation>
    </message>
    <message>
        <source>What is installed does not need them; the next build fetches again what it needs.</source>
        <translation>已安装的内容不需要它们；下次构建会重新获取所需内容。</translation>
    </message>
    <message>
        <source>Nobody goes on with it.</source>
        <translation>没有人继续它。</translation>
    </message>
    <message>
        <source>Without them a change of node packs cannot be taken back. They go to the recycle bin where there is one.</source>
        <translation>没有它们，节点包的更改将无法撤销。如有回收站，会移到那里。</translation>
    </message>
    <message>
        <source>Unfinished ones begin anew next time; archives can be fetched again.</source>
        <translation>未完成的下载下次会从头开始；压缩包可以重新获取。</translation>
    </message>
</context>
<context>
    <name>portico::app::CloseDialog</name>
    <message>
        <source>Do the same &amp;every time</source>
        <translation>每次都这样做(&amp;E)</translation>
    </message>
    <message>
        <source>Close Portico while it works?</source>
        <translation>在工作期间关闭 Portico 吗？</translation>
    </message>
    <message numerus="yes">
        <source>%1 runs</source>
        <translation>
            <numerusform>%1 正在运行</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI can keep running without this window. Portico finds it again at its next start, and “porticoctl stop” ends it.</source>
        <translation>ComfyUI 可以在没有此窗口的情况下继续运行。Portico 下次启动时会重新找到它，“porticoctl stop”可将其结束。</translation>
    </message>
    <message>
        <source>Unfinished: %1. Closing cancels it. What was downloaded is kept, and the next try goes on from there.</source>
        <translation>未完成：%1。关闭会将其取消。已下载的内容会保留，下次从那里继续。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>停止并关闭(&amp;S)</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>不关闭</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>保持运行(&amp;K)</translation>
    </message>
    <message>
        <source>Portico can stay in the system tray and go on there; its icon brings the window back.</source>
        <translation>Portico 可以留在系统托盘中继续运行；点击其图标可重新显示窗口。</translation>
    </message>
    <message>
        <source>&amp;Keep in the tray</source>
        <translation>保留在托盘中(&amp;K)</translation>
    </message>
</context>
<context>
    <name>portico::app::CompareDialog</name>
    <message>
        <source>Compare %1</source>
        <translation>比较 %1</translation>
    </message>
    <message>
        <source>Another &amp;file…</source>
        <translation>另一个文件(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;With</source>
        <translation>比较对象(&amp;W)</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭(&amp;L)</translation>
    </message>
    <message>
        <source>Compare with a bundle&apos;s file</source>
        <translation>与整合包文件比较</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.tar *.tar.gz *.tar.zst *.001)</source>
        <translation>整合包 (*.zip *.tar *.tar.gz *.tar.zst *.001)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>节点包</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>软件包</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files that differ</source>
        <translation>不同的文件</translation>
    </message>
    <message>
        <source>What it is compared with</source>
        <translation>与什么比较</translation>
    </message>
</context>
<context>
    <name>portico::app::ComposePanel</name>
    <message>
        <source>Python, ComfyUI and torch are fetched one by one, locked with their hashes and put together. It takes longer than a ready build and works where none fits.</source>
        <translation>逐一获取 Python、ComfyUI 和 torch，用哈希值锁定并组装。比现成的构建版本费时，但在没有适用版本时也可行。</translation>
    </message>
    <message>
        <source>&amp;Version, branch or commit</source>
        <translation>版本、分支或提交(&amp;V)</translation>
    </message>
    <message>
        <source>Version, branch or commit</source>
        <translation>版本、分支或提交</translation>
    </message>
    <message>
        <source>&amp;Runs on</source>
        <translation>运行于(&amp;R)</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>运行于</translation>
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
        <translation>Git 地址(&amp;G)</translation>
    </message>
    <message>
        <source>Git address</source>
        <translation>Git 地址</translation>
    </message>
    <message>
        <source>https:// address or a folder of this computer</source>
        <translation>https:// 地址或这台计算机上的文件夹</translation>
    </message>
    <message>
        <source>The one that suits</source>
        <translation>适合的那个</translation>
    </message>
    <message>
        <source>The default branch</source>
        <translation>默认分支</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>正在查看这台计算机…</translation>
    </message>
    <message>
        <source>%1, which suits this computer</source>
        <translation>%1，适合这台计算机</translation>
    </message>
    <message>
        <source>About %1 to download and %2 of disk at most; %3 with a connection of %4 Mbit/s.</source>
        <translation>约需下载 %1，最多占用磁盘 %2；在 %4 Mbit/s 的连接下需要 %3。</translation>
    </message>
    <message>
        <source>Made from its version</source>
        <translation>由版本号生成</translation>
    </message>
</context>
<context>
    <name>portico::app::ComputerPage</name>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>What this computer is</source>
        <translation>本机概况</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>重新查看(&amp;L)</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>复制为文本(&amp;T)</translation>
    </message>
    <message>
        <source>The right build</source>
        <translation>合适的构建版本</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>正在查看这台计算机…</translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>What else is here</source>
        <translation>其他信息</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>自检</translation>
    </message>
    <message>
        <source>Makes a small demo bundle and takes it the whole way here: download, verify, unpack, start, a picture, stop, remove. It takes less than a minute and leaves nothing behind.</source>
        <translation>制作一个小型演示整合包，并在这里走完全程：下载、校验、解压、启动、生成图片、停止、移除。用时不到一分钟，不留下任何内容。</translation>
    </message>
    <message>
        <source>&amp;Run the self-check</source>
        <translation>运行自检(&amp;R)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the self-check</source>
        <translation>取消自检</translation>
    </message>
    <message>
        <source>&amp;Run the self-check again</source>
        <translation>再次运行自检(&amp;R)</translation>
    </message>
    <message>
        <source>The self-check was cancelled.</source>
        <translation>自检已取消。</translation>
    </message>
    <message>
        <source>Everything works on this computer. It took %1.</source>
        <translation>在这台计算机上一切正常。用时 %1。</translation>
    </message>
    <message>
        <source>Something does not work here yet. The failed step says what and what to do.</source>
        <translation>这里还有无法工作的内容。失败的步骤会说明是什么以及该怎么做。</translation>
    </message>
</context>
<context>
    <name>portico::app::ComputerText</name>
    <message>
        <source>shared with the computer</source>
        <translation>与计算机共用</translation>
    </message>
    <message>
        <source>%1, %2 free now</source>
        <translation>%1，现在可用 %2</translation>
    </message>
    <message>
        <source>%1 set aside, shared with the computer</source>
        <translation>预留 %1，与计算机共用</translation>
    </message>
    <message>
        <source>compute capability %1</source>
        <translation>计算能力 %1</translation>
    </message>
    <message>
        <source>part of the processor</source>
        <translation>处理器的一部分</translation>
    </message>
    <message>
        <source>inside Windows (WSL)</source>
        <translation>Windows 内部（WSL）</translation>
    </message>
    <message>
        <source>in a container</source>
        <translation>容器内</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n core(s)</source>
        <translation>
            <numerusform>%1，%n 个核心</numerusform>
        </translation>
    </message>
    <message>
        <source>this Portico runs under Rosetta</source>
        <translation>此 Portico 在 Rosetta 下运行</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>驱动</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>主板</translation>
    </message>
    <message>
        <source>Disk of the library</source>
        <translation>库所在的磁盘</translation>
    </message>
    <message>
        <source>%1 free of %2 (%3)</source>
        <comment>disk space and kind of file system</comment>
        <translation>%2 中可用 %1（%3）</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Right build: %1</source>
        <translation>合适的构建版本：%1</translation>
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
        <translation>在系统托盘中显示图标(&amp;Y)</translation>
    </message>
    <message>
        <source>It shows what runs, starts and stops it, and keeps Portico there when the window is closed meanwhile.</source>
        <translation>它会显示正在运行的内容，可以启动和停止；运行期间关闭窗口时，Portico 会留在那里。</translation>
    </message>
    <message>
        <source>This desktop has no system tray, so no icon is shown. Some desktops have one as an extension.</source>
        <translation>此桌面没有系统托盘，因此不显示图标。有些桌面可通过扩展提供系统托盘。</translation>
    </message>
    <message>
        <source>Tell me when something that takes &amp;long has ended</source>
        <translation>耗时较长的操作结束时通知我(&amp;L)</translation>
    </message>
    <message>
        <source>As a notification, and only while you work in another program.</source>
        <translation>以通知形式显示，且仅在您使用其他程序时。</translation>
    </message>
    <message>
        <source>Start &amp;Portico when I sign in</source>
        <translation>登录时启动 Portico(&amp;P)</translation>
    </message>
    <message>
        <source>Without its window, where it has an icon in the system tray. No install is started by that.</source>
        <translation>如果系统托盘中有其图标，则不显示窗口。这不会启动任何实例。</translation>
    </message>
    <message>
        <source>This package of Portico runs in a sandbox, which cannot be started so. Your desktop’s own settings can do it.</source>
        <translation>此 Portico 软件包在沙盒中运行，无法以这种方式启动。可以在桌面自身的设置中进行。</translation>
    </message>
    <message>
        <source>A tab of the browser</source>
        <translation>浏览器标签页</translation>
    </message>
    <message>
        <source>A window of its own</source>
        <translation>独立窗口</translation>
    </message>
    <message>
        <source>ComfyUI opens in</source>
        <translation>ComfyUI 打开方式</translation>
    </message>
    <message>
        <source>C&amp;omfyUI opens in</source>
        <translation>ComfyUI 打开方式(&amp;O)</translation>
    </message>
    <message>
        <source>A window of its own has no tabs and no address bar. %1 can show it.</source>
        <comment>%1 is a browser</comment>
        <translation>独立窗口没有标签页和地址栏。%1 可以显示它。</translation>
    </message>
    <message>
        <source>A window of its own needs Chrome, Chromium, Edge, Brave or Vivaldi, and none of them is here. Until then the browser opens as ever.</source>
        <translation>独立窗口需要 Chrome、Chromium、Edge、Brave 或 Vivaldi，而这里一个也没有。在此之前，仍照常打开浏览器。</translation>
    </message>
</context>
<context>
    <name>portico::app::Diagnoses</name>
    <message>
        <source>Read the log of the last start</source>
        <translation>读取上次启动的日志</translation>
    </message>
</context>
<context>
    <name>portico::app::DiagnosisCards</name>
    <message>
        <source>What the log says: %1</source>
        <translation>日志内容：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s): “porticoctl diagnose” and the overview list them.</source>
        <translation>
            <numerusform>另有 %n 项发现：“porticoctl diagnose”和概览中会列出。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::Dialogs</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>portico::app::DiskPage</name>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>How much space Portico takes</source>
        <translation>Portico 占用的空间</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>重新测量(&amp;M)</translation>
    </message>
    <message>
        <source>Installs</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Shared by all installs</source>
        <translation>所有实例共用</translation>
    </message>
    <message>
        <source>Kept for offline</source>
        <translation>离线保存</translation>
    </message>
    <message>
        <source>What nobody needs</source>
        <translation>没有人需要的内容</translation>
    </message>
    <message>
        <source>Measure the library</source>
        <translation>测量库</translation>
    </message>
    <message>
        <source>Portico measures its library…</source>
        <translation>Portico 正在测量其库…</translation>
    </message>
    <message>
        <source>Portico&apos;s library takes %1.</source>
        <translation>Portico 的库占用 %1。</translation>
    </message>
    <message>
        <source>%1 are free on its disk.</source>
        <translation>其磁盘上可用 %1。</translation>
    </message>
    <message>
        <source>%1 are used in several places and take their space once.</source>
        <translation>%1 在多处使用，但只占用一次空间。</translation>
    </message>
    <message>
        <source>Copies on this disk may share space, so it can be less.</source>
        <translation>此磁盘上的副本可能共用空间，因此实际可能更少。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>part of an install, its size</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>There is no install yet.</source>
        <translation>还没有实例。</translation>
    </message>
    <message>
        <source>Nothing is shared yet.</source>
        <translation>还没有共用的内容。</translation>
    </message>
    <message>
        <source>Look for what nobody needs</source>
        <translation>查找没有人需要的内容</translation>
    </message>
    <message>
        <source>Portico looks for what could go…</source>
        <translation>Portico 正在查找可以清理的内容…</translation>
    </message>
    <message>
        <source>Nothing lies here that nobody needs.</source>
        <translation>这里没有无人需要的内容。</translation>
    </message>
    <message>
        <source>Clean up the library</source>
        <translation>清理库</translation>
    </message>
</context>
<context>
    <name>portico::app::DriftCards</name>
    <message>
        <source>Every file is whole at any time: this may be stopped.</source>
        <translation>每个文件在任何时候都是完整的：可以停止此操作。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What was changed</source>
        <translation>更改的内容</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvLogDialog</name>
    <message>
        <source>How “%1” was built</source>
        <translation>“%1”的构建过程</translation>
    </message>
    <message>
        <source>Nothing was said yet. The log fills while it is built.</source>
        <translation>还没有输出。构建期间日志会逐渐填充。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvLook</name>
    <message>
        <source>Built by comfy-env itself.</source>
        <translation>由 comfy-env 自己构建。</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n 个软件包</numerusform>
        </translation>
    </message>
    <message>
        <source>being measured…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>The last build failed: %1</source>
        <translation>上次构建失败：%1</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>需要它的</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Built</source>
        <translation>构建时间</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>适用于</translation>
    </message>
    <message>
        <source>comfy-env %1, %2</source>
        <comment>a version, a tag of Python and torch</comment>
        <translation>comfy-env %1，%2</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Line %1</source>
        <comment>of a file</comment>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>构建(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>修复(&amp;R)</translation>
    </message>
    <message>
        <source>Build a&amp;gain</source>
        <translation>重新构建(&amp;G)</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>正在处理</translation>
    </message>
    <message>
        <source>Made as comfy-env %1 of this install makes them, for %2.</source>
        <comment>a version; a tag of Python and torch</comment>
        <translation>按此实例的 comfy-env %1 的方式创建，适用于 %2。</translation>
    </message>
    <message>
        <source>comfy-env is not installed here; the packs ask for %1.</source>
        <translation>这里没有安装 comfy-env；节点包要求 %1。</translation>
    </message>
    <message>
        <source>“%1” asks for comfy-env %2.</source>
        <translation>“%1”要求 comfy-env %2。</translation>
    </message>
    <message numerus="yes">
        <source>%n environment(s)</source>
        <translation>
            <numerusform>%n 个环境</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n need(s) attention</source>
        <translation>
            <numerusform>%1 · %n 个需要处理</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · in work</source>
        <comment>environments</comment>
        <translation>%1 · 正在处理</translation>
    </message>
    <message>
        <source>%1 · all well</source>
        <comment>environments</comment>
        <translation>%1 · 一切正常</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentRow</name>
    <message>
        <source>Show &amp;log</source>
        <translation>显示日志(&amp;L)</translation>
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
        <translation>详情</translation>
    </message>
    <message>
        <source>More about this environment</source>
        <translation>此环境的更多信息</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>更多操作</translation>
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
            <numerusform>%n 个软件包</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>a version of torch; an accelerator</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>None: your own folder keeps its own packages</source>
        <translation>无：您自己的文件夹保留自己的软件包</translation>
    </message>
    <message>
        <source>None: the node packs need nothing beyond the base</source>
        <translation>无：节点包不需要基础环境之外的内容</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s), %1 · %2</source>
        <comment>%1 is a size, %2 the id of a layer</comment>
        <translation>
            <numerusform>%n 个软件包，%1 · %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基础环境</translation>
    </message>
    <message>
        <source>torch</source>
        <translation>torch</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open the folder of the layer and its lock</source>
        <translation>打开层及其锁文件所在的文件夹</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁文件</translation>
    </message>
</context>
<context>
    <name>portico::app::Environments</name>
    <message>
        <source>Read the environments</source>
        <translation>读取环境</translation>
    </message>
    <message>
        <source>Measure the environments</source>
        <translation>测量环境</translation>
    </message>
    <message>
        <source>“%1” was not built.</source>
        <translation>没有构建“%1”。</translation>
    </message>
    <message>
        <source>Build the environment %1</source>
        <translation>构建环境 %1</translation>
    </message>
    <message>
        <source>Build the environment %1 again</source>
        <translation>重新构建环境 %1</translation>
    </message>
    <message>
        <source>Repair all environments</source>
        <translation>修复所有环境</translation>
    </message>
    <message>
        <source>Repair the environment %1</source>
        <translation>修复环境 %1</translation>
    </message>
    <message>
        <source>Remove unused environments</source>
        <translation>移除未使用的环境</translation>
    </message>
    <message>
        <source>Remove the environment %1</source>
        <translation>移除环境 %1</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentsTab</name>
    <message>
        <source>Isolated environments</source>
        <translation>隔离环境</translation>
    </message>
    <message>
        <source>How the isolated environments are</source>
        <translation>隔离环境的状态</translation>
    </message>
    <message>
        <source>Repair &amp;all</source>
        <translation>全部修复(&amp;A)</translation>
    </message>
    <message>
        <source>The environments are being read…</source>
        <translation>正在读取环境…</translation>
    </message>
    <message>
        <source>No isolated environments</source>
        <translation>没有隔离环境</translation>
    </message>
    <message>
        <source>Some node packs need libraries that do not get along with those of others. Such a pack brings a comfy-env.toml, and gets a Python of its own here, so that nothing else in this install has to change. No pack of this install asks for that.</source>
        <translation>有些节点包需要的程序库与其他节点包的互不兼容。这样的节点包带有 comfy-env.toml，并在这里获得自己的 Python，因此此实例的其他部分无需改变。此实例没有节点包需要它。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Remove &amp;unused…</source>
        <translation>移除未使用的(&amp;U)…</translation>
    </message>
    <message>
        <source>Environments that are not used</source>
        <translation>未使用的环境</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>此实例由较新的 Portico 创建，因此当前版本不会更改它。</translation>
    </message>
    <message>
        <source>“%1” is running, and its nodes use the environments. Stop it first.</source>
        <translation>“%1”正在运行，其节点正在使用这些环境。请先停止它。</translation>
    </message>
    <message>
        <source>All environments are as they should be</source>
        <translation>所有环境都状态正常</translation>
    </message>
    <message>
        <source>Remove the environment “%1”?</source>
        <translation>移除环境“%1”吗？</translation>
    </message>
    <message>
        <source>The nodes of “%1” that run in it will not work until it is built again. Its node pack stays.</source>
        <translation>“%1”中在其内运行的节点将无法工作，直到重新构建该环境。其节点包会保留。</translation>
    </message>
    <message>
        <source>Remove “%1” all the same?</source>
        <translation>仍要移除“%1”吗？</translation>
    </message>
    <message>
        <source>Whoever uses it needs to build it again before its nodes work.</source>
        <translation>使用它的人需要重新构建它，其节点才能工作。</translation>
    </message>
    <message>
        <source>Remove unused environments?</source>
        <translation>移除未使用的环境吗？</translation>
    </message>
    <message>
        <source>No node pack asks for them. They are deleted for good, and can be built again if a pack should need one.</source>
        <translation>没有节点包需要它们。它们会被彻底删除，有节点包需要时可以重新构建。</translation>
    </message>
    <message>
        <source>“python” and “pip” are those of the environment “%1”.</source>
        <translation>“python”和“pip”是环境“%1”的。</translation>
    </message>
    <message>
        <source>Open a terminal</source>
        <translation>打开终端</translation>
    </message>
    <message>
        <source>Install what “%1” wants</source>
        <translation>安装“%1”希望有的内容</translation>
    </message>
    <message>
        <source>Portico is about to run this command. Press Enter to run it, or close this window.</source>
        <translation>Portico 将运行此命令。按 Enter 运行，或关闭此窗口。</translation>
    </message>
    <message>
        <source>It has ended. Press Enter to close this window.</source>
        <translation>已结束。按 Enter 关闭此窗口。</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>移除(&amp;M)…</translation>
    </message>
    <message>
        <source>Show &amp;log</source>
        <translation>显示日志(&amp;L)</translation>
    </message>
    <message>
        <source>Open &amp;terminal here</source>
        <translation>在此打开终端(&amp;T)</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
</context>
<context>
    <name>portico::app::ExtrasPanel</name>
    <message>
        <source>A set of &amp;your own</source>
        <translation>自定的一组(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;None any more</source>
        <translation>不再使用(&amp;N)</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>选择文件(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Build what has no ready build; that runs its authors’ own code</source>
        <translation>构建没有现成版本的软件包；这会运行其作者自己的代码(&amp;B)</translation>
    </message>
    <message>
        <source>Packages that many node packs use without asking for them, on this install’s own torch. What cannot be had for this computer is left out, and the plan says why.</source>
        <translation>许多节点包会使用却没有声明的软件包，基于此实例自己的 torch。这台计算机无法取得的会略去，方案会说明原因。</translation>
    </message>
    <message numerus="yes">
        <source>The &amp;ready set of %n package(s)</source>
        <translation>
            <numerusform>现成的 %n 个软件包(&amp;R)</numerusform>
        </translation>
    </message>
    <message>
        <source>A JSON file with packages, strip, files</source>
        <translation>含有 packages、strip、files 的 JSON 文件</translation>
    </message>
    <message>
        <source>File of your own set</source>
        <translation>您自定的一组的文件</translation>
    </message>
    <message>
        <source>A set is a file that ends in .json.</source>
        <translation>一组软件包是以 .json 结尾的文件。</translation>
    </message>
    <message>
        <source>Sets of packages (*.json)</source>
        <translation>软件包组 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::FileLog</name>
    <message>
        <source>Follow a log</source>
        <translation>跟随日志</translation>
    </message>
</context>
<context>
    <name>portico::app::FindingRow</name>
    <message>
        <source>Put torch right</source>
        <translation>恢复 torch</translation>
    </message>
    <message>
        <source>Reinstall it</source>
        <translation>重新安装</translation>
    </message>
    <message>
        <source>Clear it away</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Install it</source>
        <translation>安装</translation>
    </message>
    <message>
        <source>Keep one of them</source>
        <translation>保留其中一个</translation>
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
        <translation>这是当时的列表：%1。%2</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Compose &amp;without a bundle</source>
        <translation>不用整合包组装(&amp;W)</translation>
    </message>
    <message>
        <source>Bring ComfyUI home</source>
        <translation>让 ComfyUI 在本机安家</translation>
    </message>
    <message>
        <source>What this computer is</source>
        <translation>本机概况</translation>
    </message>
    <message>
        <source>&amp;Other builds…</source>
        <translation>其他构建版本(&amp;O)…</translation>
    </message>
    <message>
        <source>I already have &amp;ComfyUI…</source>
        <translation>我已有 ComfyUI(&amp;C)…</translation>
    </message>
    <message>
        <source>A &amp;file or address…</source>
        <translation>文件或地址(&amp;F)…</translation>
    </message>
    <message>
        <source>Check that everything works on this computer</source>
        <translation>检查这台计算机上是否一切正常</translation>
    </message>
    <message>
        <source>It was begun before and is not done yet: what was downloaded is kept.</source>
        <translation>之前已开始但尚未完成：已下载的内容会保留。</translation>
    </message>
    <message>
        <source>It is being set up; how far it is stands below.</source>
        <translation>正在配置；进度显示在下方。</translation>
    </message>
    <message>
        <source>It is not done yet: what was downloaded is kept.</source>
        <translation>尚未完成：已下载的内容会保留。</translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation>正在查看这台计算机…</translation>
    </message>
    <message>
        <source>The list of builds could not be fetched. %1</source>
        <translation>无法获取构建版本列表。%1</translation>
    </message>
</context>
<context>
    <name>portico::app::FixActs</name>
    <message>
        <source>Disable %1</source>
        <translation>禁用 %1</translation>
    </message>
    <message>
        <source>Run install.py of %1</source>
        <translation>运行 %1 的 install.py</translation>
    </message>
    <message>
        <source>Update %1</source>
        <translation>更新 %1</translation>
    </message>
    <message>
        <source>Look what %1 needs</source>
        <translation>查看 %1 需要的内容</translation>
    </message>
    <message>
        <source>Install what %1 needs</source>
        <translation>安装 %1 需要的内容</translation>
    </message>
    <message>
        <source>%1 could not be opened.</source>
        <translation>无法打开 %1。</translation>
    </message>
    <message>
        <source>Copy this address and open it in a browser or a file manager.</source>
        <translation>请复制此地址，并在浏览器或文件管理器中打开。</translation>
    </message>
</context>
<context>
    <name>portico::app::FolderField</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRows</name>
    <message>
        <source>Newest runs</source>
        <translation>最近的运行</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>已登录</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>owner/name</translation>
    </message>
    <message>
        <source>Build t&amp;here…</source>
        <translation>在那里构建(&amp;H)…</translation>
    </message>
    <message>
        <source>Build there</source>
        <translation>在那里构建</translation>
    </message>
    <message>
        <source>Show its r&amp;uns</source>
        <translation>显示其运行(&amp;U)</translation>
    </message>
    <message>
        <source>Re&amp;pository</source>
        <translation>仓库(&amp;P)</translation>
    </message>
    <message>
        <source>Wor&amp;kflow</source>
        <translation>工作流(&amp;K)</translation>
    </message>
    <message>
        <source>Nobody is signed in. Bundles can be built on GitHub&apos;s computers for Linux, Windows and macOS, and released there.</source>
        <translation>尚未登录。可以在 GitHub 的计算机上构建适用于 Linux、Windows 和 macOS 的整合包，并在那里发布。</translation>
    </message>
    <message>
        <source>Asking GitHub whose the token is…</source>
        <translation>正在向 GitHub 查询令牌属于谁…</translation>
    </message>
    <message>
        <source>Signed in as %1 on %2.</source>
        <translation>已以 %1 的身份登录 %2。</translation>
    </message>
    <message>
        <source>There is a token for %1.</source>
        <translation>已有用于 %1 的令牌。</translation>
    </message>
    <message>
        <source>Tok&amp;en…</source>
        <translation>令牌(&amp;E)…</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>登录(&amp;I)…</translation>
    </message>
    <message>
        <source>Token of GitHub</source>
        <translation>GitHub 的令牌</translation>
    </message>
    <message>
        <source>Sign in to GitHub</source>
        <translation>登录 GitHub</translation>
    </message>
    <message>
        <source>No runs yet.</source>
        <translation>还没有运行。</translation>
    </message>
    <message>
        <source>Run %1 · %2 · %3 · %4</source>
        <comment>number, state, branch, moment</comment>
        <translation>运行 %1 · %2 · %3 · %4</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>监视</translation>
    </message>
    <message>
        <source>%1: run %2</source>
        <comment>what a button does; number of the run</comment>
        <translation>%1：运行 %2</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRunDialog</name>
    <message>
        <source>Update the portable bundle&apos;s recipe</source>
        <translation>更新便携整合包的配方</translation>
    </message>
    <message>
        <source>Put Portico&apos;s own workflow there, too</source>
        <translation>同时放入 Portico 自己的工作流</translation>
    </message>
    <message>
        <source>Build on GitHub</source>
        <translation>在 GitHub 上构建</translation>
    </message>
    <message>
        <source>The recipe goes onto the branch as one commit, the workflow is started, and its jobs are watched here. What it makes can be downloaded afterwards.</source>
        <translation>配方作为一次提交放到分支上，然后启动工作流，并在这里监视其作业。之后可以下载它生成的内容。</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>owner/name</translation>
    </message>
    <message>
        <source>The repository&apos;s own</source>
        <translation>仓库自己的</translation>
    </message>
    <message>
        <source>None; or a tag such as v1.2.0</source>
        <translation>无；或形如 v1.2.0 的标签</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不推送</translation>
    </message>
    <message>
        <source>%1, as recipe.json</source>
        <translation>%1，作为 recipe.json</translation>
    </message>
    <message>
        <source>It builds for Linux, Windows and macOS, and needs the variable PORTICO_DOWNLOADS</source>
        <translation>它为 Linux、Windows 和 macOS 构建，并需要变量 PORTICO_DOWNLOADS</translation>
    </message>
    <message>
        <source>&amp;Repository</source>
        <translation>仓库(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Branch</source>
        <translation>分支(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Push first</source>
        <translation>先推送(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>消息(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Workflow</source>
        <translation>工作流(&amp;W)</translation>
    </message>
    <message>
        <source>Make a re&amp;lease</source>
        <translation>创建发行版(&amp;L)</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>缺少的内容</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>启动(&amp;S)</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>A repository is named owner/name.</source>
        <translation>仓库名称的形式为 owner/name。</translation>
    </message>
    <message>
        <source>Name the workflow&apos;s file, such as build.yml.</source>
        <translation>请填写工作流的文件名，例如 build.yml。</translation>
    </message>
    <message>
        <source>Say what the commit is about.</source>
        <translation>请说明此提交的内容。</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRuns</name>
    <message>
        <source>Push the recipe</source>
        <translation>推送配方</translation>
    </message>
    <message numerus="yes">
        <source>Pushed %n file(s) to %1.</source>
        <translation>
            <numerusform>已将 %n 个文件推送到 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>The branch %1 has all of it already.</source>
        <translation>分支 %1 已有全部内容。</translation>
    </message>
    <message>
        <source>Start the workflow</source>
        <translation>启动工作流</translation>
    </message>
    <message>
        <source>Downloaded to %1 and compared with GitHub&apos;s digest.</source>
        <translation>已下载到 %1，并与 GitHub 的摘要比较过。</translation>
    </message>
    <message>
        <source>Downloaded to %1. GitHub named no digest to compare with.</source>
        <translation>已下载到 %1。GitHub 没有给出可供比较的摘要。</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>运行 %1：%2</translation>
    </message>
    <message>
        <source>Nobody watches any more; the run on GitHub goes on.</source>
        <translation>不再监视；GitHub 上的运行仍在继续。</translation>
    </message>
    <message>
        <source>Build on GitHub: %1</source>
        <translation>在 GitHub 上构建：%1</translation>
    </message>
    <message>
        <source>Watch run %1 of %2</source>
        <translation>监视 %2 的运行 %1</translation>
    </message>
    <message>
        <source>Cancel run %1 of %2</source>
        <translation>取消 %2 的运行 %1</translation>
    </message>
    <message>
        <source>GitHub was asked to end it; that takes a while.</source>
        <translation>已请求 GitHub 将其结束；这需要一些时间。</translation>
    </message>
    <message>
        <source>Download what run %1 of %2 made</source>
        <translation>下载 %2 的运行 %1 生成的内容</translation>
    </message>
    <message>
        <source>List the runs of %1</source>
        <translation>列出 %1 的运行</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubSignIn</name>
    <message>
        <source>Ask GitHub whose the token is</source>
        <translation>向 GitHub 查询令牌属于谁</translation>
    </message>
    <message>
        <source>A fine-grained token: its permissions show at use.</source>
        <translation>细粒度令牌：其权限在使用时才能看到。</translation>
    </message>
    <message>
        <source>It has no rights.</source>
        <translation>它没有权限。</translation>
    </message>
    <message>
        <source>Its rights: %1.</source>
        <translation>其权限：%1。</translation>
    </message>
</context>
<context>
    <name>portico::app::Given</name>
    <message>
        <source>What Portico was asked to open cannot be read.</source>
        <translation>无法读取要求 Portico 打开的内容。</translation>
    </message>
    <message>
        <source>Open a bundle, a folder, an address, or a recipe, snapshot or list of builds.</source>
        <translation>请打开整合包、文件夹、地址，或配方、快照、构建版本列表。</translation>
    </message>
    <message>
        <source>There is no file or folder %1.</source>
        <translation>没有文件或文件夹 %1。</translation>
    </message>
    <message>
        <source>Check the path. An address begins with https://.</source>
        <translation>请检查路径。地址以 https:// 开头。</translation>
    </message>
</context>
<context>
    <name>portico::app::Glossary</name>
    <message>
        <source>A bundle is an archive with ComfyUI and a Python of its own in it, made for one kind of computer.</source>
        <translation>整合包是一个压缩包，内含 ComfyUI 及其自带的 Python，为某一种计算机制作。</translation>
    </message>
    <message>
        <source>The accelerator is what ComfyUI computes on: CUDA on NVIDIA&apos;s cards, ROCm on AMD&apos;s, XPU on Intel&apos;s, MPS on a Mac, or the processor alone.</source>
        <translation>加速器是 ComfyUI 用来计算的部件：NVIDIA 显卡上为 CUDA，AMD 显卡上为 ROCm，Intel 显卡上为 XPU，Mac 上为 MPS，或者仅用处理器。</translation>
    </message>
    <message>
        <source>The base is the Python that ComfyUI came with, and its packages. Portico never changes it, so node packs cannot break it.</source>
        <translation>基础环境是 ComfyUI 自带的 Python 及其软件包。Portico 从不更改它，因此节点包无法破坏它。</translation>
    </message>
    <message>
        <source>The layer holds the packages that your node packs need beyond the base. It lies behind the base, is exchanged as a whole, and can be built again at any time.</source>
        <translation>层存放您的节点包在基础环境之外所需的软件包。它位于基础环境之后，总是整体更换，并可随时重新构建。</translation>
    </message>
    <message>
        <source>An isolated environment is a Python of its own for one node pack, where its packages cannot get in the way of others.</source>
        <translation>隔离环境是单个节点包专用的 Python，其中的软件包不会妨碍其他节点包。</translation>
    </message>
    <message>
        <source>A generation is one version of ComfyUI with its Python, in a folder of its own. An update makes a new one; going back means using an old one again.</source>
        <translation>世代是 ComfyUI 的一个版本及其 Python，存放在单独的文件夹中。每次更新都会创建新的世代；退回就是重新使用旧的世代。</translation>
    </message>
    <message>
        <source>A snapshot is a small note of what an install was: its version, node packs, packages and settings. Portico takes one before every change.</source>
        <translation>快照是对实例当时状况的简短记录：版本、节点包、软件包和设置。Portico 会在每次更改前记录快照。</translation>
    </message>
    <message>
        <source>Something differs from what Portico installed: a program, or you, changed packages or node packs. You can put it back, or keep it.</source>
        <translation>有内容与 Portico 安装的不同：某个程序或您自己更改了软件包或节点包。您可以将其恢复，也可以保留。</translation>
    </message>
    <message>
        <source>New packages are waited with for some days, because harmful ones are mostly found and removed within that time.</source>
        <translation>新软件包会等待几天再采用，因为有害的软件包大多会在这段时间内被发现并移除。</translation>
    </message>
    <message>
        <source>The store is the folder of the library where packages lie that several installs share, so that each takes its space only once.</source>
        <translation>存储区是库中的文件夹，存放多个实例共用的软件包，使每个软件包只占用一份空间。</translation>
    </message>
    <message>
        <source>The track says which versions an install follows: the latest one, or the stable one, which stays a little behind on purpose.</source>
        <translation>通道决定实例跟随哪些版本：最新版，或有意稍晚一些的稳定版。</translation>
    </message>
</context>
<context>
    <name>portico::app::GpuBoxes</name>
    <message>
        <source>None that it could choose from</source>
        <translation>没有可供选择的 GPU</translation>
    </message>
    <message>
        <source>%1, not among the GPUs of this computer</source>
        <comment>a UUID or number</comment>
        <translation>%1，不在这台计算机的 GPU 之中</translation>
    </message>
    <message>
        <source>All of them, or those that are chosen; one at least stays</source>
        <translation>全部，或所选的那些；至少保留一个</translation>
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
        <translation>没有找到 GPU。ComfyUI 可以在处理器上计算。</translation>
    </message>
    <message>
        <source>%1 · decides the build</source>
        <translation>%1 · 决定构建版本</translation>
    </message>
</context>
<context>
    <name>portico::app::GuideView</name>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
</context>
<context>
    <name>portico::app::GuideWindow</name>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>Guide to Portico</source>
        <translation>Portico 指南</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Find in the guide</source>
        <translation>在指南中查找</translation>
    </message>
    <message>
        <source>The guide does not say “%1” anywhere.</source>
        <translation>指南中没有“%1”。</translation>
    </message>
    <message>
        <source>No browser could be opened. Open this address yourself: %1</source>
        <translation>无法打开浏览器。请自行打开此地址：%1</translation>
    </message>
</context>
<context>
    <name>portico::app::GuiltyDialog</name>
    <message>
        <source>ComfyUI does not star&amp;t, or a node pack is not loaded</source>
        <translation>ComfyUI 无法启动，或有节点包没有加载(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Something else: ask me each time</source>
        <translation>其他问题：每次都询问(&amp;O)</translation>
    </message>
    <message>
        <source>Find the guilty node pack of “%1”</source>
        <translation>查找“%1”的问题节点包</translation>
    </message>
    <message>
        <source>Portico starts ComfyUI a few times, each time with half of the node packs that are still under suspicion: at most 8 starts for 50 packs. Nothing of this install is moved or changed.</source>
        <translation>Portico 会启动 ComfyUI 几次，每次使用仍有嫌疑的节点包中的一半：50 个节点包最多启动 8 次。不会移动或更改此实例的任何内容。</translation>
    </message>
    <message>
        <source>What goes wrong?</source>
        <translation>出了什么问题？</translation>
    </message>
    <message>
        <source>&amp;Find it</source>
        <translation>查找(&amp;F)</translation>
    </message>
</context>
<context>
    <name>portico::app::GuiltySearches</name>
    <message>
        <source>Find the guilty node pack of %1</source>
        <translation>查找 %1 的问题节点包</translation>
    </message>
</context>
<context>
    <name>portico::app::HardwareChoice</name>
    <message>
        <source>Computes on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Computes &amp;on</source>
        <translation>计算设备(&amp;O)</translation>
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
        <translation>关于此选择</translation>
    </message>
    <message>
        <source>What its build is made for</source>
        <translation>其构建版本所适用的</translation>
    </message>
    <message>
        <source>%1, as its build is made</source>
        <translation>%1，与其构建版本一致</translation>
    </message>
    <message>
        <source>The processor (CPU), slow</source>
        <translation>处理器（CPU），较慢</translation>
    </message>
</context>
<context>
    <name>portico::app::Health</name>
    <message>
        <source>Read the node packs</source>
        <translation>读取节点包</translation>
    </message>
    <message>
        <source>Verify the packages</source>
        <translation>校验软件包</translation>
    </message>
</context>
<context>
    <name>portico::app::HelpLink</name>
    <message>
        <source>What is this?</source>
        <translation>这是什么？</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryLook</name>
    <message>
        <source>Snapshot</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Node packs changed</source>
        <translation>更改了节点包</translation>
    </message>
    <message>
        <source>Isolated environments changed</source>
        <translation>更改了隔离环境</translation>
    </message>
    <message>
        <source>Settings changed</source>
        <translation>更改了设置</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>已修复</translation>
    </message>
    <message>
        <source>ComfyUI updated</source>
        <translation>更新了 ComfyUI</translation>
    </message>
    <message>
        <source>Went back to an earlier state</source>
        <translation>退回到较早的状态</translation>
    </message>
    <message>
        <source>Imported snapshot</source>
        <translation>导入了快照</translation>
    </message>
    <message>
        <source>Started well with all node packs</source>
        <translation>加载全部节点包顺利启动</translation>
    </message>
    <message>
        <source>The install is so now.</source>
        <translation>实例现在就是这样。</translation>
    </message>
    <message>
        <source>Nothing of what is remembered became different.</source>
        <translation>所记录的内容没有变化。</translation>
    </message>
    <message>
        <source>Nothing changed until the next step.</source>
        <translation>到下一步之前没有变化。</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另外 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Since then: %1</source>
        <translation>此后：%1</translation>
    </message>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI、Python 和 torch</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>节点包</translation>
    </message>
    <message>
        <source>Packages of the node packs</source>
        <translation>节点包的软件包</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>隔离环境</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Model folders</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source>%1 came: %2</source>
        <comment>a pack, package or setting; its version or value</comment>
        <translation>新增 %1：%2</translation>
    </message>
    <message>
        <source>%1 went: %2</source>
        <comment>a pack, package or setting; its version or value</comment>
        <translation>移除 %1：%2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>a pack, package or setting; before; after</comment>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>The install is in this state now.</source>
        <translation>实例现在处于此状态。</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>Cannot be as it was</source>
        <translation>无法恢复成原来的样子</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>值得了解</translation>
    </message>
    <message>
        <source>Made what a site declares</source>
        <translation>应用了声明的状态</translation>
    </message>
    <message>
        <source>%1 · started well since</source>
        <comment>%1 is a moment</comment>
        <translation>%1 · 此后曾顺利启动</translation>
    </message>
    <message>
        <source>Went to another generation</source>
        <translation>切换到另一个世代</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryRow</name>
    <message>
        <source>&amp;Go back…</source>
        <translation>退回(&amp;G)…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>what happened; when</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>what a button does; what happened; when</comment>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Shows what would be as it was before this</source>
        <translation>显示哪些内容会恢复到这之前的样子</translation>
    </message>
    <message>
        <source>Shows what would be as it was then</source>
        <translation>显示哪些内容会恢复到当时的样子</translation>
    </message>
    <message>
        <source>All changes</source>
        <translation>全部更改</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a person&apos;s note</comment>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryTab</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Before every change Portico remembers what this install is: ComfyUI, node packs and their packages, settings. Any of it can be gone back to. Models, pictures and your other files are never touched.</source>
        <translation>每次更改之前，Portico 都会记录此实例的状态：ComfyUI、节点包及其软件包、设置。其中任何一个都可以退回。模型、图片和您的其他文件绝不会受影响。</translation>
    </message>
    <message>
        <source>&amp;Take a snapshot…</source>
        <translation>记录快照(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>A snapshot of another Portico, of ComfyUI-Manager or Comfy Desktop</source>
        <translation>来自另一个 Portico、ComfyUI-Manager 或 Comfy Desktop 的快照</translation>
    </message>
    <message>
        <source>&amp;Keep for offline…</source>
        <translation>离线保存(&amp;K)…</translation>
    </message>
    <message>
        <source>Keeps all that this install is made of, so that it can be made again without a network</source>
        <translation>保存构成此实例的全部内容，以便没有网络时也能重新创建</translation>
    </message>
    <message>
        <source>The history is being read…</source>
        <translation>正在读取历史…</translation>
    </message>
    <message>
        <source>Nothing has changed yet</source>
        <translation>还没有任何更改</translation>
    </message>
    <message>
        <source>The first good start and the first change of node packs, packages or settings begin the history of this install.</source>
        <translation>第一次顺利启动，以及第一次更改节点包、软件包或设置，会开始此实例的历史。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Read the history</source>
        <translation>读取历史</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>此实例由较新的 Portico 创建，因此当前版本不会更改它。</translation>
    </message>
    <message>
        <source>“%1” is running. Stop it first.</source>
        <translation>“%1”正在运行。请先停止它。</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>记录快照</translation>
    </message>
    <message>
        <source>Portico remembers what “%1” is now. It takes a few kilobytes, and ComfyUI may run meanwhile.</source>
        <translation>Portico 会记录“%1”现在的状态。只占用几千字节，期间 ComfyUI 可以继续运行。</translation>
    </message>
    <message>
        <source>&amp;Take it</source>
        <translation>记录(&amp;T)</translation>
    </message>
    <message>
        <source>Take a snapshot of %1</source>
        <translation>记录 %1 的快照</translation>
    </message>
    <message>
        <source>Go back to before “%1”, %2</source>
        <comment>what happened; when</comment>
        <translation>退回到“%1”之前，%2</translation>
    </message>
    <message>
        <source>Go back to “%1”, %2</source>
        <comment>what happened; when</comment>
        <translation>退回到“%1”，%2</translation>
    </message>
    <message>
        <source>Import a snapshot</source>
        <translation>导入快照</translation>
    </message>
    <message>
        <source>Snapshots (*.json)</source>
        <translation>快照 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Become as in %1</source>
        <comment>a file&apos;s name</comment>
        <translation>变为与 %1 相同</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>备注(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Export for ComfyUI-&amp;Manager…</source>
        <translation>为 ComfyUI-Manager 导出(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Copy its id</source>
        <translation>复制其 ID(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Forget it…</source>
        <translation>删除记录(&amp;F)…</translation>
    </message>
    <message>
        <source>A note on this state</source>
        <translation>此状态的备注</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>保存(&amp;K)</translation>
    </message>
    <message>
        <source>Note something about a snapshot</source>
        <translation>为快照添加备注</translation>
    </message>
    <message>
        <source>Export a snapshot</source>
        <translation>导出快照</translation>
    </message>
    <message>
        <source>Export a snapshot to %1</source>
        <translation>将快照导出到 %1</translation>
    </message>
    <message>
        <source>Forget this state?</source>
        <translation>删除此状态的记录吗？</translation>
    </message>
    <message>
        <source>Nothing of the install changes. The state of %1 can then not be gone back to any more, and old packages and node packs that only it needs may go with the next clean-up.</source>
        <translation>实例不会有任何更改。之后将无法再退回到 %1 的状态，只有它需要的旧软件包和节点包可能会在下次清理时移除。</translation>
    </message>
    <message>
        <source>&amp;Forget it</source>
        <translation>删除记录(&amp;F)</translation>
    </message>
    <message>
        <source>Forget a snapshot</source>
        <translation>删除快照记录</translation>
    </message>
</context>
<context>
    <name>portico::app::ImportDialog</name>
    <message>
        <source>Open a snapshot</source>
        <translation>打开快照</translation>
    </message>
    <message>
        <source>“%1” says what an install was: its node packs, packages and settings. An install of yours can become the same. You see first what would change.</source>
        <translation>“%1”说明某个实例当时的状态：其节点包、软件包和设置。可以使您的一个实例变为相同状态。会先显示将要进行的更改。</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>实例(&amp;I)</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>&amp;Show what would change…</source>
        <translation>显示将要进行的更改(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallBundleForm</name>
    <message>
        <source>Tests that nothing needs</source>
        <translation>没有用处的测试</translation>
    </message>
    <message>
        <source>Headers of C and C++ (torch.compile needs them)</source>
        <translation>C 和 C++ 的头文件（torch.compile 需要）</translation>
    </message>
    <message>
        <source>Static libraries (torch.compile needs them)</source>
        <translation>静态库（torch.compile 需要）</translation>
    </message>
    <message>
        <source>Caches of tools</source>
        <translation>工具的缓存</translation>
    </message>
    <message>
        <source>One file, however large</source>
        <translation>单个文件，不限大小</translation>
    </message>
    <message>
        <source>Parts under 2 GiB, as GitHub takes them</source>
        <translation>小于 2 GiB 的分卷，符合 GitHub 的要求</translation>
    </message>
    <message>
        <source>Replace a bundle of that name if there is one</source>
        <translation>替换同名的整合包（如果有）</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Other web pages may call it (CORS)</source>
        <translation>允许其他网页调用它（CORS）</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>实例(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Name begins with</source>
        <translation>名称开头(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>版本(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>压缩包(&amp;A)</translation>
    </message>
    <message>
        <source>In ho&amp;w many files</source>
        <translation>文件数量(&amp;W)</translation>
    </message>
    <message>
        <source>zip: every system opens it</source>
        <translation>zip：任何系统都能打开</translation>
    </message>
    <message>
        <source>tar.zst: smaller and quicker</source>
        <translation>tar.zst：更小更快</translation>
    </message>
    <message>
        <source>tar.gz</source>
        <translation>tar.gz</translation>
    </message>
    <message>
        <source>tar: not compressed</source>
        <translation>tar：不压缩</translation>
    </message>
    <message>
        <source>Leave out: %1</source>
        <translation>略去：%1</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s: %1</source>
        <comment>a version</comment>
        <translation>ComfyUI 的：%1</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallHeader</name>
    <message>
        <source>C&amp;hange…</source>
        <translation>更改(&amp;H)…</translation>
    </message>
    <message>
        <source>Open in &amp;browser</source>
        <translation>在浏览器中打开(&amp;B)</translation>
    </message>
    <message>
        <source>Change the version of ComfyUI</source>
        <translation>更改 ComfyUI 的版本</translation>
    </message>
    <message>
        <source>(safe start)</source>
        <translation>（安全启动）</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>状态：%1</translation>
    </message>
    <message>
        <source>No browser could be opened for %1.</source>
        <translation>无法为 %1 打开浏览器。</translation>
    </message>
    <message>
        <source>Open this address in a browser yourself.</source>
        <translation>请自行在浏览器中打开此地址。</translation>
    </message>
    <message>
        <source>Update %1 to %2</source>
        <comment>an install; a version</comment>
        <translation>将 %1 更新到 %2</translation>
    </message>
    <message>
        <source>Look at port %1</source>
        <translation>查看端口 %1</translation>
    </message>
    <message>
        <source>Use %1 instead of %2</source>
        <translation>改用 %1 代替 %2</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallPackDialog</name>
    <message>
        <source>Install node packs in “%1”</source>
        <translation>在“%1”中安装节点包</translation>
    </message>
    <message>
        <source>What is wrong or should be known</source>
        <translation>存在的问题或应知事项</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>显示方案(&amp;S)</translation>
    </message>
    <message>
        <source>Show the plan</source>
        <translation>显示方案</translation>
    </message>
    <message>
        <source>Shows what would be added before anything is changed</source>
        <translation>在更改任何内容之前显示将要添加的内容</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>&amp;Comfy Registry</source>
        <translation>Comfy Registry(&amp;C)</translation>
    </message>
    <message>
        <source>An &amp;address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>A &amp;folder or file</source>
        <translation>文件夹或文件(&amp;F)</translation>
    </message>
    <message>
        <source>A &amp;list</source>
        <translation>列表(&amp;L)</translation>
    </message>
    <message>
        <source>E&amp;xtras</source>
        <translation>附加包(&amp;X)</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallPage</name>
    <message>
        <source>Parts of this install</source>
        <translation>此实例的各部分</translation>
    </message>
    <message>
        <source>O&amp;verview</source>
        <translation>概览(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Nodes</source>
        <translation>节点(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Environments</source>
        <translation>环境(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>历史(&amp;H)</translation>
    </message>
    <message>
        <source>Se&amp;ttings</source>
        <translation>设置(&amp;T)</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallSettingsTab</name>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>What the Start button does</source>
        <translation>“启动”按钮的操作</translation>
    </message>
    <message>
        <source>Start, and open the browser when ready</source>
        <translation>启动，就绪后打开浏览器</translation>
    </message>
    <message>
        <source>The Start &amp;button does</source>
        <translation>“启动”按钮的操作(&amp;B)</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>硬件</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Pictures and other results</source>
        <translation>图片和其他结果</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Workflows and ComfyUI&apos;s own settings</source>
        <translation>工作流和 ComfyUI 自己的设置</translation>
    </message>
    <message>
        <source>Further model folders, one a line</source>
        <translation>更多模型文件夹，每行一个</translation>
    </message>
    <message>
        <source>Arguments and environment</source>
        <translation>参数和环境变量</translation>
    </message>
    <message>
        <source>Arguments for ComfyUI, one a line</source>
        <translation>ComfyUI 的参数，每行一个</translation>
    </message>
    <message>
        <source>Environment variables, one a line as NAME=value</source>
        <translation>环境变量，每行一个，形式为 NAME=value</translation>
    </message>
    <message>
        <source>What is wrong with these settings</source>
        <translation>这些设置存在的问题</translation>
    </message>
    <message>
        <source>Where ComfyUI finds node packs and models</source>
        <translation>ComfyUI 在哪里查找节点包和模型</translation>
    </message>
    <message>
        <source>In the data folder</source>
        <translation>在数据文件夹中</translation>
    </message>
    <message>
        <source>Classic: beside main.py, by links</source>
        <translation>经典：在 main.py 旁边，通过链接</translation>
    </message>
    <message>
        <source>ComfyUI finds node packs and &amp;models</source>
        <translation>ComfyUI 查找节点包和模型的位置(&amp;M)</translation>
    </message>
    <message>
        <source>Some node packs look for their files beside ComfyUI&apos;s main.py and break otherwise. In the classic layout links lead from there to the same data folder; the next start makes them, and takes them away again.</source>
        <translation>有些节点包会在 ComfyUI 的 main.py 旁边查找自己的文件，否则无法工作。在经典布局中，那里会有通向同一数据文件夹的链接；链接由下次启动创建，也会由启动移除。</translation>
    </message>
    <message>
        <source>The exact command</source>
        <translation>确切的命令</translation>
    </message>
    <message>
        <source>The exact command as it will be run</source>
        <translation>将要运行的确切命令</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>复制命令(&amp;C)</translation>
    </message>
    <message>
        <source>Besides %1</source>
        <translation>另外还有 %1</translation>
    </message>
    <message>
        <source>“%1” is no NAME=value.</source>
        <translation>“%1”不是 NAME=value 的形式。</translation>
    </message>
    <message>
        <source>Test workflows</source>
        <translation>测试工作流</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallsModel</name>
    <message>
        <source>%1, %2</source>
        <comment>install and its state</comment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>portico::app::JobProgress</name>
    <message>
        <source>Progress of %1</source>
        <translation>%1 的进度</translation>
    </message>
</context>
<context>
    <name>portico::app::JobRow</name>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Show what this job has written</source>
        <translation>显示此任务的输出</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>%1 的日志</translation>
    </message>
    <message>
        <source>Cancel this job</source>
        <translation>取消此任务</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>取消 %1</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>还没有任何输出。</translation>
    </message>
</context>
<context>
    <name>portico::app::KeepFlow</name>
    <message>
        <source>Keep %1 for offline</source>
        <comment>an install</comment>
        <translation>离线保存 %1</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>保存(&amp;K)</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptLook</name>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI、Python 和 torch</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>节点包</translation>
    </message>
    <message>
        <source>Packages of the node packs</source>
        <translation>节点包的软件包</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>隔离环境</translation>
    </message>
    <message>
        <source>What puts them together</source>
        <translation>负责组合的程序</translation>
    </message>
    <message>
        <source>is here</source>
        <translation>已在这里</translation>
    </message>
    <message>
        <source>kept already</source>
        <translation>已经保存</translation>
    </message>
    <message>
        <source>has to be fetched</source>
        <translation>需要获取</translation>
    </message>
    <message numerus="yes">
        <source>%n parts are missing. The first is %1.</source>
        <translation>
            <numerusform>缺少 %n 个部分。第一个是 %1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is kept for offline, but %n parts are missing. The first is %2.</source>
        <translation>
            <numerusform>“%1”已离线保存，但缺少 %n 个部分。第一个是 %2。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <comment>how many; their size</comment>
        <translation>
            <numerusform>%n 个文件，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Keeping it was interrupted. Keep it again: what is here already is not fetched twice.</source>
        <translation>保存被中断。请重新保存：这里已有的内容不会再次获取。</translation>
    </message>
    <message numerus="yes">
        <source>%n files are damaged or missing. The first is %1.</source>
        <translation>
            <numerusform>有 %n 个文件已损坏或缺失。第一个是 %1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n files are as they were kept.</source>
        <translation>
            <numerusform>全部 %n 个文件都与保存时一致。</numerusform>
        </translation>
    </message>
    <message>
        <source>All of it is kept already. Keeping it again compares every file.</source>
        <translation>全部内容已经保存。再次保存会逐个比较文件。</translation>
    </message>
    <message>
        <source>All that this state is made of comes into the library&apos;s store, %1 before it is packed. With that the install can be made again without any network, whatever becomes of its sources.</source>
        <translation>构成此状态的全部内容会进入库的存储区，打包之前为 %1。有了它，无论来源以后如何，都可以在没有网络的情况下重新创建该实例。</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptRow</name>
    <message>
        <source>Rebuild…</source>
        <translation>重建…</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>Makes a new install of it, without any network</source>
        <translation>在没有网络的情况下用它创建新的实例</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Fetches what is damaged or missing from where it came from</source>
        <translation>从原来的来源获取已损坏或缺失的内容</translation>
    </message>
    <message>
        <source>Reads every file and compares it with what was kept</source>
        <translation>读取每个文件，并与保存的内容比较</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>an install; when it was kept</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>what a button does; an install; when</comment>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptRows</name>
    <message>
        <source>Nothing is kept yet. “Keep for offline…” on an install&apos;s History keeps all that it is made of: ComfyUI, Python, torch, node packs and their packages. It can then be made again without a network.</source>
        <translation>还没有保存任何内容。实例“历史”中的“离线保存…”会保存构成它的全部内容：ComfyUI、Python、torch、节点包及其软件包。之后可以在没有网络的情况下重新创建。</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>Import what was kept elsewhere</source>
        <translation>导入在别处保存的内容</translation>
    </message>
    <message>
        <source>A file that was exported on another computer</source>
        <translation>在另一台计算机上导出的文件</translation>
    </message>
    <message>
        <source>Look for what is kept for offline</source>
        <translation>查找离线保存的内容</translation>
    </message>
    <message>
        <source>Check what is kept of %1</source>
        <translation>检查 %1 的保存内容</translation>
    </message>
    <message>
        <source>Repair what is kept of %1</source>
        <translation>修复 %1 的保存内容</translation>
    </message>
    <message>
        <source>Rebuild %1?</source>
        <comment>an install</comment>
        <translation>重建 %1 吗？</translation>
    </message>
    <message>
        <source>A new install is made of what was kept (%1), without any network. Every file is compared first. Other installs stay as they are.</source>
        <translation>用保存的内容（%1）创建新的实例，不需要网络。首先会逐个比较文件。其他实例保持不变。</translation>
    </message>
    <message>
        <source>&amp;Rebuild</source>
        <translation>重建(&amp;R)</translation>
    </message>
    <message>
        <source>Rebuild %1</source>
        <comment>an install</comment>
        <translation>重建 %1</translation>
    </message>
    <message>
        <source>Open the &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Export as one file…</source>
        <translation>导出为单个文件(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Let it go…</source>
        <translation>放弃保存(&amp;L)…</translation>
    </message>
    <message>
        <source>Let go of what is kept of %1?</source>
        <comment>an install</comment>
        <translation>放弃 %1 的保存内容吗？</translation>
    </message>
    <message>
        <source>Installs stay as they are. What was kept (%1) can then not be made again from here. What other kept states need stays.</source>
        <translation>实例保持不变。之后将无法再用这里保存的内容（%1）重新创建。其他保存状态所需的内容会保留。</translation>
    </message>
    <message>
        <source>&amp;Let it go</source>
        <translation>放弃保存(&amp;L)</translation>
    </message>
    <message>
        <source>Let go of what is kept of %1</source>
        <translation>放弃 %1 的保存内容</translation>
    </message>
    <message>
        <source>Export as one file</source>
        <translation>导出为单个文件</translation>
    </message>
    <message>
        <source>Exported installs (*.tar)</source>
        <translation>导出的实例 (*.tar)</translation>
    </message>
    <message>
        <source>Export %1 to %2</source>
        <comment>an install; a file</comment>
        <translation>将 %1 导出到 %2</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Import %1</source>
        <comment>a file</comment>
        <translation>导入 %1</translation>
    </message>
</context>
<context>
    <name>portico::app::LinkDialog</name>
    <message>
        <source>a folder of this computer</source>
        <translation>这台计算机上的文件夹</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <comment>a list of builds; hosts</comment>
        <translation>%1，来自 %2</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>A link asks to add ComfyUI</source>
        <translation>有链接要求添加 ComfyUI</translation>
    </message>
    <message>
        <source>It comes from outside Portico, such as a web page. Go on only if you expected it: what is added is a program that runs on your computer. Nothing is fetched yet.</source>
        <translation>它来自 Portico 之外，例如网页。仅当这是您预期的操作时才继续：要添加的是会在您的计算机上运行的程序。目前尚未获取任何内容。</translation>
    </message>
    <message>
        <source>&amp;Go on…</source>
        <translation>继续(&amp;G)…</translation>
    </message>
    <message>
        <source>Not known before it is fetched</source>
        <translation>获取之前未知</translation>
    </message>
    <message>
        <source>Not verified by its publisher, unless you have its SHA-256</source>
        <translation>未经发布者校验，除非您有它的 SHA-256</translation>
    </message>
    <message>
        <source>Against the SHA-256 that its publisher gives</source>
        <translation>与发布者给出的 SHA-256 比对</translation>
    </message>
    <message>
        <source>Not verified by its publisher: no SHA-256 of it was published</source>
        <translation>未经发布者校验：没有公布它的 SHA-256</translation>
    </message>
    <message>
        <source>Looking for “%1” in the lists of builds…</source>
        <translation>正在构建版本列表中查找“%1”…</translation>
    </message>
    <message>
        <source>None of your lists of builds has “%1”. Add the list that has it in the settings, then use the link again.</source>
        <translation>您的构建版本列表中都没有“%1”。请在设置中添加含有它的列表，然后再次使用该链接。</translation>
    </message>
</context>
<context>
    <name>portico::app::LogModel</name>
    <message numerus="yes">
        <source>%n line(s) were left out here, because they came faster than they can be shown.</source>
        <translation>
            <numerusform>这里略去了 %n 行，因为它们来得太快，无法显示。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::LogPane</name>
    <message>
        <source>There is nothing in the log yet. It fills when this install is started.</source>
        <translation>日志中还没有内容。此实例启动后会逐渐填充。</translation>
    </message>
    <message>
        <source>Which lines are shown</source>
        <translation>显示哪些行</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>所有行</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>在日志中查找</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一个匹配项</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一个匹配项</translation>
    </message>
    <message>
        <source>Follow the newest lines</source>
        <translation>跟随最新的行</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>长行自动换行</translation>
    </message>
    <message>
        <source>Copy the chosen lines, or all</source>
        <translation>复制所选的行，或全部</translation>
    </message>
    <message>
        <source>Save the log…</source>
        <translation>保存日志…</translation>
    </message>
    <message>
        <source>Clear this view; the files stay</source>
        <translation>清空此视图；文件会保留</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>match of matches</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Matches: %1</source>
        <translation>匹配项：%1</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>保存日志</translation>
    </message>
    <message>
        <source>%1 log.txt</source>
        <comment>file name</comment>
        <translation>%1 日志.txt</translation>
    </message>
    <message>
        <source>Save the log to %1</source>
        <translation>将日志保存到 %1</translation>
    </message>
</context>
<context>
    <name>portico::app::LogView</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Fold the traceback</source>
        <translation>收起回溯(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Show the whole traceback</source>
        <translation>显示完整回溯(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>traceback, %n line(s)</source>
        <translation>
            <numerusform>回溯，%n 行</numerusform>
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
        <translation>选择整合包</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</source>
        <translation>整合包 (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Take in %1</source>
        <translation>接纳 %1</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>“%1” is running, so it cannot be removed.</source>
        <translation>“%1”正在运行，因此无法移除。</translation>
    </message>
    <message>
        <source>Stop it, then remove it.</source>
        <translation>请停止它，然后移除。</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Another link was followed while a question is open.</source>
        <translation>有问题尚待回答时，又打开了另一个链接。</translation>
    </message>
    <message>
        <source>Answer the question, then follow the link again.</source>
        <translation>请先回答问题，然后再次打开该链接。</translation>
    </message>
    <message>
        <source>A link asks to open “%1”, and there is no such install.</source>
        <translation>有链接要求打开“%1”，但没有这样的实例。</translation>
    </message>
    <message>
        <source>Check the name among the installs at the left.</source>
        <translation>请在左侧的实例中检查名称。</translation>
    </message>
    <message>
        <source>Open “%1”?</source>
        <translation>打开“%1”吗？</translation>
    </message>
    <message>
        <source>A link from outside Portico, such as a web page, asks for it. It runs: %1 is opened in your browser.</source>
        <translation>来自 Portico 之外（例如网页）的链接要求这样做。它正在运行：会在您的浏览器中打开 %1。</translation>
    </message>
    <message>
        <source>A link from outside Portico, such as a web page, asks for it. It is shown; nothing is started.</source>
        <translation>来自 Portico 之外（例如网页）的链接要求这样做。只会显示它；不会启动任何内容。</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>“%1” is a snapshot, and there is no install yet that could become so.</source>
        <translation>“%1”是快照，但还没有可以变为该状态的实例。</translation>
    </message>
    <message>
        <source>Add ComfyUI first, then open it again.</source>
        <translation>请先添加 ComfyUI，然后再次打开它。</translation>
    </message>
    <message>
        <source>Add this list of builds?</source>
        <translation>添加此构建版本列表吗？</translation>
    </message>
    <message>
        <source>%1 is a list of builds, such as a team makes. What it lists is offered beside the others when you add ComfyUI, so add it only if you trust who made it. Portico reads the file again each time: it should stay there.</source>
        <translation>%1 是构建版本列表，例如由团队制作的列表。添加 ComfyUI 时，其中所列内容会与其他内容一起提供，因此只有信任其制作者时才添加。Portico 每次都会重新读取该文件：请让它留在原处。</translation>
    </message>
    <message>
        <source>&amp;Add the list</source>
        <translation>添加列表(&amp;A)</translation>
    </message>
    <message>
        <source>There is Portico %1; this is %2.</source>
        <translation>有 Portico %1；当前版本是 %2。</translation>
    </message>
    <message>
        <source>Its authors say that versions before %1 are not safe to use any more.</source>
        <translation>其作者表示，低于 %1 的版本已不再安全，不宜继续使用。</translation>
    </message>
    <message>
        <source>The settings say what is new. It is downloaded when you say so.</source>
        <translation>新内容可在设置中查看。经您同意后才会下载。</translation>
    </message>
    <message>
        <source>Sho&amp;w the update</source>
        <translation>显示更新(&amp;W)</translation>
    </message>
</context>
<context>
    <name>portico::app::MakeBundle</name>
    <message>
        <source>No folder was named.</source>
        <translation>没有指定文件夹。</translation>
    </message>
    <message>
        <source>Say where the bundle shall go, with the whole path.</source>
        <translation>请用完整路径指明整合包的存放位置。</translation>
    </message>
    <message>
        <source>Plan a bundle</source>
        <translation>为整合包制定方案</translation>
    </message>
    <message>
        <source>Make a bundle of an install</source>
        <translation>制作实例的整合包</translation>
    </message>
    <message>
        <source>Make the bundle of %1</source>
        <translation>制作 %1 的整合包</translation>
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
        <translation>失败</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>what an icon says</comment>
        <translation>提示</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>what an icon says</comment>
        <translation>正在等待</translation>
    </message>
</context>
<context>
    <name>portico::app::MessageCard</name>
    <message>
        <source>What happened</source>
        <translation>发生的情况</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理方法</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>portico::app::MigrateFlow</name>
    <message>
        <source>Migrate %1 into the library</source>
        <translation>将 %1 迁移到库中</translation>
    </message>
    <message>
        <source>&amp;Migrate</source>
        <translation>迁移(&amp;M)</translation>
    </message>
</context>
<context>
    <name>portico::app::NameLabel</name>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
    </message>
</context>
<context>
    <name>portico::app::NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>How Portico, git, uv, pip and ComfyUI reach the internet. What you change here counts at once; ComfyUI takes it up at its next start.</source>
        <translation>Portico、git、uv、pip 和 ComfyUI 如何连接互联网。在这里的更改立即生效；ComfyUI 在下次启动时采用。</translation>
    </message>
    <message>
        <source>&amp;Test everything</source>
        <translation>全部测试(&amp;T)</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Some networks look into https connections and show certificates of their own. Their administrator has a file with the authority behind them. It is trusted besides the ones this computer trusts; no check is switched off.</source>
        <translation>有些网络会检查 https 连接，并出示自己的证书。其管理员有相应证书颁发机构的文件。除了这台计算机信任的颁发机构之外，还会信任它；不会关闭任何检查。</translation>
    </message>
    <message>
        <source>None besides this computer&apos;s</source>
        <translation>除这台计算机的之外没有</translation>
    </message>
    <message>
        <source>&amp;Additional certificate authority</source>
        <translation>附加的证书颁发机构(&amp;A)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the authority&apos;s file</source>
        <translation>选择证书颁发机构的文件</translation>
    </message>
    <message>
        <source>Mirrors and indexes</source>
        <translation>镜像和索引</translation>
    </message>
    <message>
        <source>&amp;GitHub</source>
        <translation>GitHub(&amp;G)</translation>
    </message>
    <message>
        <source>Package &amp;index</source>
        <translation>软件包索引(&amp;I)</translation>
    </message>
    <message>
        <source>T&amp;orch index</source>
        <translation>torch 索引(&amp;O)</translation>
    </message>
    <message>
        <source>P&amp;ython releases</source>
        <translation>Python 发行版(&amp;Y)</translation>
    </message>
    <message>
        <source>From GitHub</source>
        <translation>来自 GitHub</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Each is given the settings above in its own way. Its test lets the real program fetch something small.</source>
        <translation>以上设置会以各程序自己的方式提供给它们。测试会让真正的程序获取少量内容。</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>测试：%1</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>%1 (%2, %3 ms)</source>
        <comment>what a test found; its way; its time</comment>
        <translation>%1（%2，%3 毫秒）</translation>
    </message>
    <message>
        <source>The authority&apos;s file</source>
        <translation>证书颁发机构的文件</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>证书 (*.pem *.crt *.cer);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::NodesTab</name>
    <message>
        <source>About the chosen node pack</source>
        <translation>关于所选的节点包</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n 个节点包</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n need(s) attention</source>
        <translation>
            <numerusform>%1 · %n 个需要处理</numerusform>
        </translation>
    </message>
    <message>
        <source>The packages are being read…</source>
        <translation>正在读取软件包…</translation>
    </message>
    <message>
        <source>This is a ComfyUI folder of your own: Portico enables and disables its node packs and repairs its packages, but adds and removes packs only in installs that it made.</source>
        <translation>这是您自己的 ComfyUI 文件夹：Portico 会启用和禁用其中的节点包并修复软件包，但只在自己创建的实例中添加和移除节点包。</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>此实例由较新的 Portico 创建，因此当前版本不会更改它。</translation>
    </message>
    <message>
        <source>“%1” is running. Stop it to change its node packs.</source>
        <translation>“%1”正在运行。若要更改节点包，请停止它。</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>启用(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>禁用(&amp;D)</translation>
    </message>
    <message>
        <source>Node packs add nodes to ComfyUI. What would be added is shown before anything is installed.</source>
        <translation>节点包为 ComfyUI 添加节点。安装之前会显示将要添加的内容。</translation>
    </message>
    <message>
        <source>Choose a node pack first</source>
        <translation>请先选择节点包</translation>
    </message>
    <message>
        <source>Installs what node packs lack, by a plan</source>
        <translation>按方案安装节点包缺少的内容</translation>
    </message>
    <message>
        <source>No node pack lacks anything</source>
        <translation>没有节点包缺少内容</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are chosen.</source>
        <translation>
            <numerusform>已选择 %n 个节点包。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n node pack(s)</source>
        <translation>
            <numerusform>启用 %n 个节点包</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>启用 %1</translation>
    </message>
    <message numerus="yes">
        <source>Disable %n node pack(s)</source>
        <translation>
            <numerusform>禁用 %n 个节点包</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>禁用 %1</translation>
    </message>
    <message numerus="yes">
        <source>Update %n node pack(s)</source>
        <translation>
            <numerusform>更新 %n 个节点包</numerusform>
        </translation>
    </message>
    <message>
        <source>Update %1</source>
        <translation>更新 %1</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n node pack(s)</source>
        <translation>
            <numerusform>移除 %n 个节点包</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Take back %1</source>
        <translation>撤销 %1 的更改</translation>
    </message>
    <message numerus="yes">
        <source>Run install.py of %n node pack(s)</source>
        <translation>
            <numerusform>运行 %n 个节点包的 install.py</numerusform>
        </translation>
    </message>
    <message>
        <source>Run install.py of %1</source>
        <translation>运行 %1 的 install.py</translation>
    </message>
    <message numerus="yes">
        <source>Isolate %n node pack(s)</source>
        <translation>
            <numerusform>隔离 %n 个节点包</numerusform>
        </translation>
    </message>
    <message>
        <source>Isolate %1</source>
        <translation>隔离 %1</translation>
    </message>
    <message numerus="yes">
        <source>Undo the isolation of %n node pack(s)</source>
        <translation>
            <numerusform>取消 %n 个节点包的隔离</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the isolation of %1</source>
        <translation>取消 %1 的隔离</translation>
    </message>
    <message>
        <source>Restore a snapshot</source>
        <translation>恢复快照</translation>
    </message>
    <message>
        <source>Install what node packs lack</source>
        <translation>安装节点包缺少的内容</translation>
    </message>
    <message>
        <source>Install node packs</source>
        <translation>安装节点包</translation>
    </message>
    <message>
        <source>Take the extras away</source>
        <translation>去掉附加包</translation>
    </message>
    <message>
        <source>Install extras</source>
        <translation>安装附加包</translation>
    </message>
    <message>
        <source>Install %1</source>
        <translation>安装 %1</translation>
    </message>
    <message>
        <source>Update &amp;to another version…</source>
        <translation>更新到其他版本(&amp;T)…</translation>
    </message>
    <message>
        <source>Run its &amp;install.py…</source>
        <translation>运行其 install.py(&amp;I)…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Open its &amp;web page</source>
        <translation>打开其网页(&amp;W)</translation>
    </message>
    <message>
        <source>Undo its i&amp;solation</source>
        <translation>取消其隔离(&amp;S)</translation>
    </message>
    <message>
        <source>I&amp;solate this pack…</source>
        <translation>隔离此节点包(&amp;S)…</translation>
    </message>
    <message>
        <source>Take back “%1” of %2</source>
        <comment>a node pack as it was; a moment</comment>
        <translation>撤销更改：“%1”（%2）</translation>
    </message>
    <message>
        <source>&amp;Install…</source>
        <translation>安装(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>更新(&amp;U)</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>移除(&amp;M)</translation>
    </message>
    <message>
        <source>Repair &amp;all</source>
        <translation>全部修复(&amp;A)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>Find a node pack</source>
        <translation>查找节点包</translation>
    </message>
    <message>
        <source>How many node packs there are</source>
        <translation>节点包的数量</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>节点包</translation>
    </message>
    <message>
        <source>The node packs are being read…</source>
        <translation>正在读取节点包…</translation>
    </message>
    <message>
        <source>No node packs yet</source>
        <translation>还没有节点包</translation>
    </message>
    <message>
        <source>Install a node pack…</source>
        <translation>安装节点包…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Base and layer</source>
        <translation>基础环境和层</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Looks at base, torch, layer and packs, and shows what it would do</source>
        <translation>查看基础环境、torch、层和节点包，并显示将要进行的操作</translation>
    </message>
</context>
<context>
    <name>portico::app::NoteDialog</name>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>A note, if you like: “before trying the new sampler”</source>
        <translation>可填写备注：“试用新采样器之前”</translation>
    </message>
</context>
<context>
    <name>portico::app::Notices</name>
    <message>
        <source>It failed. %1</source>
        <translation>失败。%1</translation>
    </message>
    <message>
        <source>It is done. It took %1.</source>
        <comment>a duration</comment>
        <translation>已完成。用时 %1。</translation>
    </message>
    <message>
        <source>ComfyUI is ready.</source>
        <translation>ComfyUI 已就绪。</translation>
    </message>
    <message>
        <source>ComfyUI has ended by itself. Portico says why.</source>
        <translation>ComfyUI 已自行结束。原因请见 Portico。</translation>
    </message>
</context>
<context>
    <name>portico::app::Notifier</name>
    <message>
        <source>Open Portico</source>
        <translation>打开 Portico</translation>
    </message>
</context>
<context>
    <name>portico::app::Offer</name>
    <message>
        <source>ComfyUI with %1, put together from its parts</source>
        <translation>含 %1 的 ComfyUI，由各部分组装</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>约 %n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>约 %n 小时</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::OfferCard</name>
    <message>
        <source>Library folder</source>
        <translation>库文件夹</translation>
    </message>
    <message>
        <source>&amp;Install and start</source>
        <translation>安装并启动(&amp;I)</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>&amp;Place</source>
        <translation>位置(&amp;P)</translation>
    </message>
    <message>
        <source>Looking for the right build…</source>
        <translation>正在查找合适的构建版本…</translation>
    </message>
    <message>
        <source>The right build depends on the GPU and its driver. What is below works meanwhile.</source>
        <translation>合适的构建版本取决于 GPU 及其驱动。在此期间可以使用下方的功能。</translation>
    </message>
    <message>
        <source>Recommended for this computer</source>
        <translation>推荐用于这台计算机</translation>
    </message>
    <message>
        <source>Begun and not done yet</source>
        <translation>已开始但尚未完成</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>继续(&amp;C)</translation>
    </message>
    <message>
        <source>Being set up</source>
        <translation>正在配置</translation>
    </message>
    <message>
        <source>Installing…</source>
        <translation>正在安装…</translation>
    </message>
    <message>
        <source>You may close this window at any time: nothing is left half done, and the next start continues where it stopped.</source>
        <translation>您可以随时关闭此窗口：不会留下半成品，下次启动会从停下的地方继续。</translation>
    </message>
    <message>
        <source>not known before</source>
        <translation>事先无法得知</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>未经发布者校验</translation>
    </message>
    <message>
        <source>about %1 at most</source>
        <translation>最多约 %1</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>可用 %1</translation>
    </message>
    <message>
        <source>too little: choose another place</source>
        <translation>空间不足：请选择其他位置</translation>
    </message>
    <message>
        <source>%1 with a connection of %2 Mbit/s</source>
        <comment>about 7 minutes with ...</comment>
        <translation>%1（%2 Mbit/s 的连接）</translation>
    </message>
</context>
<context>
    <name>portico::app::OverviewTab</name>
    <message>
        <source>torch does not compute as it should.</source>
        <translation>torch 没有正常计算。</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修复</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) lack packages.</source>
        <translation>
            <numerusform>有 %n 个节点包缺少软件包。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes may be missing after the next start.</source>
        <translation>下次启动之后可能会缺少节点。</translation>
    </message>
    <message>
        <source>Show the node packs</source>
        <translation>显示节点包</translation>
    </message>
    <message>
        <source>ComfyUI ended with %1.</source>
        <translation>ComfyUI 已结束：%1。</translation>
    </message>
    <message>
        <source>The log says what happened last. A safe start leaves out the node packs.</source>
        <translation>日志说明了最后发生的情况。安全启动会略去节点包。</translation>
    </message>
    <message>
        <source>The last lines of the log</source>
        <translation>日志的最后几行</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Safe start</source>
        <translation>安全启动</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Looking for the guilty node pack</source>
        <translation>正在查找问题节点包</translation>
    </message>
    <message>
        <source>ComfyUI is started with some of the packs at a time. The activity below says how far it is, and can cancel it.</source>
        <translation>每次用部分节点包启动 ComfyUI。下方的活动会显示进度，也可以在那里取消。</translation>
    </message>
    <message>
        <source>Round %1 of at most %2: does it still go wrong?</source>
        <translation>第 %1 轮（最多 %2 轮）：问题还存在吗？</translation>
    </message>
    <message numerus="yes">
        <source>ComfyUI runs now with %n of the node packs. Try what goes wrong, then say how it went.</source>
        <translation>
            <numerusform>ComfyUI 现在用 %n 个节点包运行。请尝试出问题的操作，然后说明结果。</numerusform>
        </translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>It still goes wrong</source>
        <translation>问题仍然存在</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>一切正常</translation>
    </message>
    <message numerus="yes">
        <source>Found in %n start(s). Disable it, update it, or tell its author.</source>
        <translation>
            <numerusform>经过 %n 次启动找到。请禁用它、更新它，或告知其作者。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made sure in %n start(s).</source>
        <translation>
            <numerusform>已用 %n 次启动确认。</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>禁用 %1</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>尚未试用</translation>
    </message>
    <message>
        <source>Nothing: torch cannot be used</source>
        <translation>无：无法使用 torch</translation>
    </message>
    <message>
        <source>The processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>%1 · tried: %2</source>
        <comment>a device, a moment</comment>
        <translation>%1 · 试用时间：%2</translation>
    </message>
    <message>
        <source>What is installed</source>
        <translation>安装的内容</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
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
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Last start</source>
        <translation>上次启动</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Python and ComfyUI</source>
        <translation>Python 和 ComfyUI</translation>
    </message>
    <message>
        <source>Your files</source>
        <translation>您的文件</translation>
    </message>
    <message>
        <source>Shared models</source>
        <translation>共用的模型</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Your own folder; nothing in it was changed</source>
        <translation>您自己的文件夹；其中没有任何更改</translation>
    </message>
    <message>
        <source>%1, verified by its SHA-256</source>
        <translation>%1，已用其 SHA-256 校验</translation>
    </message>
    <message>
        <source>%1, not verified: no published SHA-256 was given</source>
        <translation>%1，未校验：没有给出已公布的 SHA-256</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>文件夹：%1</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>Everything that can be seen from here is in order.</source>
        <translation>从这里能看到的一切都正常。</translation>
    </message>
    <message>
        <source>The record of this install names a generation that is not there.</source>
        <translation>此实例的记录提到了不存在的世代。</translation>
    </message>
    <message>
        <source>ComfyUI answers.</source>
        <translation>ComfyUI 有应答。</translation>
    </message>
    <message>
        <source>ComfyUI answers and uses %1.</source>
        <translation>ComfyUI 有应答，正在使用 %1。</translation>
    </message>
    <message>
        <source>In order. Its bundle came without a published SHA-256, so nobody vouches for it but its sender.</source>
        <translation>一切正常。其整合包没有已公布的 SHA-256，因此除提供者之外没有人为它担保。</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Sizes of %1</source>
        <translation>%1 的大小</translation>
    </message>
    <message>
        <source>Could not be counted</source>
        <translation>无法统计</translation>
    </message>
</context>
<context>
    <name>portico::app::PackChangeFlow</name>
    <message>
        <source>Plan: %1</source>
        <comment>a change of node packs</comment>
        <translation>制定方案：%1</translation>
    </message>
    <message>
        <source>Update and keep my changes aside</source>
        <translation>更新，并将我的更改另行保存</translation>
    </message>
    <message>
        <source>Run install.py: %1</source>
        <comment>a change of node packs</comment>
        <translation>运行 install.py：%1</translation>
    </message>
    <message>
        <source>Go on without running it</source>
        <translation>继续而不运行它</translation>
    </message>
</context>
<context>
    <name>portico::app::PackPlacePanel</name>
    <message>
        <source>&amp;Version, branch or commit, if not the newest</source>
        <translation>版本、分支或提交（若非最新）(&amp;V)</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>选择文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Choose a f&amp;older…</source>
        <translation>选择文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>Version, branch or commit</source>
        <translation>版本、分支或提交</translation>
    </message>
    <message>
        <source>A git repository. Its files are fetched; nothing of it is run while that happens.</source>
        <translation>git 仓库。会获取其文件；期间不会运行其中任何内容。</translation>
    </message>
    <message>
        <source>Git address</source>
        <translation>Git 地址</translation>
    </message>
    <message>
        <source>A node pack on this computer: its folder, a zip of it, or a single Python file. It is copied; the original stays where it is.</source>
        <translation>这台计算机上的节点包：其文件夹、zip 压缩包或单个 Python 文件。会复制它；原件留在原处。</translation>
    </message>
    <message>
        <source>Path of the folder or file</source>
        <translation>文件夹或文件的路径</translation>
    </message>
    <message>
        <source>A repos.json: a list of git addresses. All of them are planned and installed together.</source>
        <translation>repos.json：git 地址的列表。会一起制定方案并安装其中的全部内容。</translation>
    </message>
    <message>
        <source>Path of the list</source>
        <translation>列表的路径</translation>
    </message>
    <message>
        <source>A list is a file that ends in .json.</source>
        <translation>列表是以 .json 结尾的文件。</translation>
    </message>
    <message>
        <source>A version, branch or commit has no spaces.</source>
        <translation>版本、分支或提交不含空格。</translation>
    </message>
    <message>
        <source>Lists (*.json)</source>
        <translation>列表 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Node packs (*.zip *.7z *.tar *.tar.gz *.tgz *.py)</source>
        <translation>节点包 (*.zip *.7z *.tar *.tar.gz *.tgz *.py)</translation>
    </message>
</context>
<context>
    <name>portico::app::PackRow</name>
    <message>
        <source>A git checkout.</source>
        <translation>git 检出。</translation>
    </message>
    <message>
        <source>A git checkout of %1.</source>
        <translation>%1 的 git 检出。</translation>
    </message>
    <message>
        <source>From the Comfy Registry.</source>
        <translation>来自 Comfy Registry。</translation>
    </message>
    <message>
        <source>A folder that nobody keeps track of.</source>
        <translation>无人跟踪的文件夹。</translation>
    </message>
    <message>
        <source>A single Python file.</source>
        <translation>单个 Python 文件。</translation>
    </message>
    <message>
        <source>Failed to import</source>
        <translation>导入失败</translation>
    </message>
    <message>
        <source>Needs packages</source>
        <translation>需要软件包</translation>
    </message>
    <message>
        <source>Not clear</source>
        <translation>不明确</translation>
    </message>
    <message>
        <source>Wants isolation</source>
        <translation>需要隔离</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>已手动更改</translation>
    </message>
    <message>
        <source>OK</source>
        <comment>the state of a node pack</comment>
        <translation>正常</translation>
    </message>
    <message>
        <source>Not loaded yet</source>
        <translation>尚未加载</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>已禁用</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>version and commit</comment>
        <translation>%1（%2）</translation>
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
        <translation>已隔离：在自己的 Python 中运行。</translation>
    </message>
    <message>
        <source>%1 (there is %2)</source>
        <comment>a requirement and what is installed</comment>
        <translation>%1（现有 %2）</translation>
    </message>
    <message numerus="yes">
        <source>It needs %1 and %n more.</source>
        <translation>
            <numerusform>它需要 %1 以及另外 %n 项。</numerusform>
        </translation>
    </message>
    <message>
        <source>It needs %1.</source>
        <translation>它需要 %1。</translation>
    </message>
    <message numerus="yes">
        <source>Left out by choice: %1 and %n more.</source>
        <translation>
            <numerusform>按选择略去：%1 以及另外 %n 项。</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out by choice: %1.</source>
        <translation>按选择略去：%1。</translation>
    </message>
    <message>
        <source>The last start could not load it; the log says why.</source>
        <translation>上次启动未能加载它；日志中说明了原因。</translation>
    </message>
    <message>
        <source>The last start could not load it: %1</source>
        <translation>上次启动未能加载它：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind %1.</source>
        <translation>
            <numerusform>比 %1 落后 %n 个提交。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) of its own.</source>
        <translation>
            <numerusform>有 %n 个自己的提交。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were edited here.</source>
        <translation>
            <numerusform>有 %n 个文件在这里被编辑过。</numerusform>
        </translation>
    </message>
    <message>
        <source>It asks for a Python of its own by a comfy-env.toml. Until it has one it runs beside the others.</source>
        <translation>它用 comfy-env.toml 要求自己的 Python。在得到之前，它与其他节点包一起运行。</translation>
    </message>
    <message>
        <source>Its files are not those that were installed.</source>
        <translation>它的文件与安装时的不同。</translation>
    </message>
</context>
<context>
    <name>portico::app::PacksModel</name>
    <message>
        <source>How long the last start took to load it</source>
        <translation>上次启动加载它所用的时间</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>节点包</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Loaded in</source>
        <translation>加载用时</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>未测量</translation>
    </message>
</context>
<context>
    <name>portico::app::PlacePanel</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>SHA-&amp;256, if one was published</source>
        <translation>SHA-256（如已公布）(&amp;2)</translation>
    </message>
    <message>
        <source>SHA-256, if one was published</source>
        <translation>SHA-256（如已公布）</translation>
    </message>
    <message>
        <source>64 hexadecimal digits</source>
        <translation>64 位十六进制数字</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>An address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>A folder I have</source>
        <translation>我已有的文件夹</translation>
    </message>
    <message>
        <source>A portable bundle on this computer: zip, 7z or tar.</source>
        <translation>这台计算机上的便携整合包：zip、7z 或 tar。</translation>
    </message>
    <message>
        <source>Path of the bundle</source>
        <translation>整合包的路径</translation>
    </message>
    <message>
        <source>A portable bundle on the internet. A download that is interrupted goes on where it stopped.</source>
        <translation>互联网上的便携整合包。下载中断后会从停下的地方继续。</translation>
    </message>
    <message>
        <source>A ComfyUI that you already have. It stays where it is, and nothing in it is changed.</source>
        <translation>您已有的 ComfyUI。它留在原处，其中没有任何更改。</translation>
    </message>
    <message>
        <source>Path of the folder</source>
        <translation>文件夹的路径</translation>
    </message>
    <message>
        <source>An address begins with https:// or http://.</source>
        <translation>地址以 https:// 或 http:// 开头。</translation>
    </message>
    <message>
        <source>A SHA-256 has 64 hexadecimal digits.</source>
        <translation>SHA-256 为 64 位十六进制数字。</translation>
    </message>
    <message>
        <source>Made from the bundle’s name</source>
        <translation>由整合包的名称生成</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</source>
        <translation>整合包 (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanDialog</name>
    <message>
        <source>&amp;Install</source>
        <translation>安装(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>What would happen</source>
        <translation>将会进行的操作</translation>
    </message>
    <message>
        <source>About the chosen line</source>
        <translation>关于所选的行</translation>
    </message>
    <message>
        <source>Working out what would change. Nothing is changed yet.</source>
        <translation>正在确定将要更改的内容。还没有更改任何内容。</translation>
    </message>
    <message>
        <source>%1… Nothing is changed yet.</source>
        <comment>a step of a job</comment>
        <translation>%1… 还没有更改任何内容。</translation>
    </message>
    <message>
        <source>Leave out “%1”</source>
        <translation>略去“%1”</translation>
    </message>
    <message>
        <source>Install without %1 of “%2”</source>
        <comment>a requirement, a node pack</comment>
        <translation>安装但不含“%2”的 %1</translation>
    </message>
    <message>
        <source>Isolate “%1”</source>
        <translation>隔离“%1”</translation>
    </message>
    <message>
        <source>It gets a Python of its own, if a trial shows that no node is lost</source>
        <translation>它会得到自己的 Python，前提是试用表明不会失去节点</translation>
    </message>
    <message>
        <source>Nothing is installed while this is so.</source>
        <translation>在此情况下不会安装任何内容。</translation>
    </message>
    <message>
        <source>Isolate one of the packs: it gets a Python of its own, and both work. Or leave out that requirement, or all that one of the packs needs: that pack may not load then.</source>
        <translation>请隔离其中一个节点包：它会得到自己的 Python，两者都可以工作。或者略去该需求，或略去其中一个节点包的全部需求：那样该节点包可能无法加载。</translation>
    </message>
    <message>
        <source>Leave out that requirement, or all that one of the packs needs: that pack may not load then, the others do.</source>
        <translation>请略去该需求，或略去其中一个节点包的全部需求：那样该节点包可能无法加载，其他节点包则可以。</translation>
    </message>
    <message numerus="yes">
        <source>%n more clash(es) are in the list below.</source>
        <translation>
            <numerusform>下方列表中另有 %n 个冲突。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Build %n package(s) here; I trust where they come from</source>
        <translation>
            <numerusform>在这里构建 %n 个软件包；我信任它们的来处(&amp;B)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Fetch %n package(s) from their addresses; I trust where they come from</source>
        <translation>
            <numerusform>从各自的地址获取 %n 个软件包；我信任它们的来处(&amp;F)</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Take it over</source>
        <translation>采用(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Run it, then look again</source>
        <translation>运行，然后再次查看(&amp;R)</translation>
    </message>
    <message>
        <source>%1 without “%2”</source>
        <comment>Install, without a node pack or package</comment>
        <translation>%1（不含“%2”）</translation>
    </message>
    <message>
        <source>Some packages are only installed with your consent.</source>
        <translation>有些软件包只在您同意后安装。</translation>
    </message>
    <message>
        <source>Leave out what cannot be met first.</source>
        <translation>请先略去无法满足的内容。</translation>
    </message>
    <message>
        <source>”, “</source>
        <comment>between names: “one”, “two”</comment>
        <translation>”、“</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanGroups</name>
    <message>
        <source>not told</source>
        <comment>a size</comment>
        <translation>未说明</translation>
    </message>
    <message>
        <source>for %1</source>
        <comment>a node pack or package</comment>
        <translation>用于 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n 个软件包</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no ready build of %1 %2 for this Python, so it would be built here, which runs its own code.</source>
        <translation>%1 %2 没有适用于此 Python 的现成版本，因此会在这里构建，这会运行它自己的代码。</translation>
    </message>
    <message>
        <source>%1 is named by its address, %2, and does not come from the package index.</source>
        <translation>%1 由其地址 %2 指定，并非来自软件包索引。</translation>
    </message>
    <message>
        <source>%1 comes from the repository %2 and would be built here, which runs its own code.</source>
        <translation>%1 来自仓库 %2，会在这里构建，这会运行它自己的代码。</translation>
    </message>
    <message>
        <source>built from source</source>
        <translation>从源代码构建</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>an address</comment>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>built from a repository of %1</source>
        <translation>从 %1 的仓库构建</translation>
    </message>
    <message>
        <source>very new</source>
        <comment>of a package</comment>
        <translation>非常新</translation>
    </message>
    <message>
        <source>%1 %2 was published only days ago, and nothing older fits. What is that new has been looked at by few.</source>
        <translation>%1 %2 几天前才发布，而更旧的版本都不适用。这么新的内容只有很少人检查过。</translation>
    </message>
    <message>
        <source>Needed by %1.</source>
        <translation>%1 需要它。</translation>
    </message>
    <message>
        <source>Cannot be met</source>
        <translation>无法满足</translation>
    </message>
    <message numerus="yes">
        <source>%n clash(es)</source>
        <translation>
            <numerusform>%n 个冲突</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>how many packages, how large together</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Will be added</source>
        <translation>将会添加</translation>
    </message>
    <message>
        <source>Only with your consent</source>
        <translation>只在您同意后</translation>
    </message>
    <message>
        <source>These do not come as a ready build of the package index.</source>
        <translation>这些不是软件包索引的现成版本。</translation>
    </message>
    <message>
        <source>Left to this install’s own torch</source>
        <translation>由此实例自己的 torch 提供</translation>
    </message>
    <message numerus="yes">
        <source>%n wish(es)</source>
        <comment>for a package</comment>
        <translation>
            <numerusform>%n 项要求</numerusform>
        </translation>
    </message>
    <message>
        <source>torch and its family always come from the base: what packs ask for does not replace them.</source>
        <translation>torch 及其相关软件包始终来自基础环境：节点包的要求不会替换它们。</translation>
    </message>
    <message>
        <source>%1 asks for %2.</source>
        <translation>%1 要求 %2。</translation>
    </message>
    <message>
        <source>The base has none, and none is added: what was not made for this very torch breaks it.</source>
        <translation>基础环境中没有，也不会添加：不是专为此 torch 制作的版本会破坏它。</translation>
    </message>
    <message>
        <source>The base’s %1 is right for it and stays.</source>
        <translation>基础环境的 %1 符合要求，予以保留。</translation>
    </message>
    <message>
        <source>The base’s %1 stays all the same; the pack may not work with it.</source>
        <translation>基础环境的 %1 仍然保留；该节点包可能无法与它一起工作。</translation>
    </message>
    <message>
        <source>the base has none</source>
        <translation>基础环境中没有</translation>
    </message>
    <message>
        <source>fits what was asked for</source>
        <translation>符合要求</translation>
    </message>
    <message>
        <source>not what was asked for</source>
        <translation>与要求不符</translation>
    </message>
    <message>
        <source>One of several that do the same</source>
        <translation>多个作用相同的之一</translation>
    </message>
    <message>
        <source>instead of %1</source>
        <translation>代替 %1</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>This is not added, so that the packs that need it may not load, or not do all they can.</source>
        <translation>不会添加这些内容，因此需要它们的节点包可能无法加载，或不能发挥全部功能。</translation>
    </message>
    <message>
        <source>all that it needs</source>
        <translation>它需要的全部内容</translation>
    </message>
    <message>
        <source>of “%1”</source>
        <comment>a node pack</comment>
        <translation>属于“%1”</translation>
    </message>
    <message>
        <source>“%1” asks for %2; it is left out by choice.</source>
        <translation>“%1”要求 %2；已按选择略去。</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>已经存在</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>值得了解</translation>
    </message>
    <message>
        <source>Not everything that is wanted goes together. Nothing was changed.</source>
        <translation>所要求的内容无法全部同时满足。没有更改任何内容。</translation>
    </message>
    <message>
        <source>There is nothing to do: everything is as it should be.</source>
        <translation>无需操作：一切都是应有的样子。</translation>
    </message>
    <message>
        <source>What it writes into the node pack stays there, what it adds is shown next. Nothing is changed until you agree to that.</source>
        <translation>它写入节点包的内容会留在那里，它要添加的内容接下来会显示。在您同意之前不会更改任何内容。</translation>
    </message>
    <message>
        <source>First its environment is built, and ComfyUI tries the node pack as it is and isolated. If one of its nodes would be lost, nothing is changed.</source>
        <translation>首先构建其环境，然后由 ComfyUI 分别按原样和隔离后试用该节点包。如果会失去任何节点，就不更改任何内容。</translation>
    </message>
    <message>
        <source>The packages beside the base stay as they are.</source>
        <translation>基础环境之外的软件包保持不变。</translation>
    </message>
    <message>
        <source>Packages that nothing else needs are no longer seen by ComfyUI.</source>
        <translation>其他内容不需要的软件包将不再被 ComfyUI 看到。</translation>
    </message>
    <message>
        <source>No further packages are needed.</source>
        <translation>不需要更多软件包。</translation>
    </message>
    <message>
        <source>No further packages are needed: everything is there already.</source>
        <translation>不需要更多软件包：全部都已存在。</translation>
    </message>
    <message>
        <source>%1 will stand beside the base, %2 in all. The base and its torch stay as they are.</source>
        <translation>%1 将放在基础环境旁边，总共 %2。基础环境及其 torch 保持不变。</translation>
    </message>
    <message>
        <source>%1 will stand beside the base. The base and its torch stay as they are.</source>
        <translation>%1 将放在基础环境旁边。基础环境及其 torch 保持不变。</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>a version before and after</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>comes new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>comes from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>is loaded again from the next start on</source>
        <translation>从下次启动起重新加载</translation>
    </message>
    <message>
        <source>stays here, but is not loaded</source>
        <translation>留在这里，但不加载</translation>
    </message>
    <message numerus="yes">
        <source>%n new commit(s)</source>
        <translation>
            <numerusform>%n 个新提交</numerusform>
        </translation>
    </message>
    <message>
        <source>another version</source>
        <translation>另一个版本</translation>
    </message>
    <message>
        <source>goes to the recycle bin</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>comes back as it was</source>
        <translation>恢复成原来的样子</translation>
    </message>
    <message>
        <source>its install.py runs in a copy of it</source>
        <translation>其 install.py 在它的副本中运行</translation>
    </message>
    <message>
        <source>gets a Python of its own</source>
        <translation>得到自己的 Python</translation>
    </message>
    <message>
        <source>runs in ComfyUI&apos;s Python again</source>
        <translation>重新在 ComfyUI 的 Python 中运行</translation>
    </message>
    <message>
        <source>Its install.py ran and added no packages.</source>
        <translation>其 install.py 已运行，没有添加软件包。</translation>
    </message>
    <message>
        <source>Its install.py ran and added %1.</source>
        <translation>其 install.py 已运行，添加了 %1。</translation>
    </message>
    <message>
        <source>Its install.py is the one that ran before.</source>
        <translation>其 install.py 与之前运行过的相同。</translation>
    </message>
    <message>
        <source>It brings an install.py, which runs only if you say so.</source>
        <translation>它带有 install.py，只在您同意时运行。</translation>
    </message>
    <message>
        <source>Edited here: %1.</source>
        <translation>在这里编辑过：%1。</translation>
    </message>
    <message>
        <source>New in it: %1</source>
        <translation>新增内容：%1</translation>
    </message>
    <message>
        <source>Node packs · %1</source>
        <comment>how many</comment>
        <translation>节点包 · %1</translation>
    </message>
    <message>
        <source>&amp;Take away</source>
        <translation>去掉(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>安装(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>启用(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>禁用(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>更新(&amp;U)</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>移除(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>撤销(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Run it</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Isolate</source>
        <translation>隔离(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Undo isolation</source>
        <translation>取消隔离(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>Take the extras away?</source>
        <translation>去掉附加包吗？</translation>
    </message>
    <message>
        <source>Install “%1”?</source>
        <translation>安装“%1”吗？</translation>
    </message>
    <message numerus="yes">
        <source>Install %n node pack(s)?</source>
        <translation>
            <numerusform>安装 %n 个节点包吗？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n node pack(s)?</source>
        <translation>
            <numerusform>启用 %n 个节点包吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable “%1”?</source>
        <translation>启用“%1”吗？</translation>
    </message>
    <message numerus="yes">
        <source>Disable %n node pack(s)?</source>
        <translation>
            <numerusform>禁用 %n 个节点包吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable “%1”?</source>
        <translation>禁用“%1”吗？</translation>
    </message>
    <message numerus="yes">
        <source>Update %n node pack(s)?</source>
        <translation>
            <numerusform>更新 %n 个节点包吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Update “%1”?</source>
        <translation>更新“%1”吗？</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n node pack(s)?</source>
        <translation>
            <numerusform>移除 %n 个节点包吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>移除“%1”吗？</translation>
    </message>
    <message numerus="yes">
        <source>Take back %n node pack(s)?</source>
        <translation>
            <numerusform>撤销 %n 个节点包的更改吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back “%1”?</source>
        <translation>撤销“%1”的更改吗？</translation>
    </message>
    <message numerus="yes">
        <source>Run the install.py of %n node pack(s)?</source>
        <translation>
            <numerusform>运行 %n 个节点包的 install.py 吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Run the install.py of “%1”?</source>
        <translation>运行“%1”的 install.py 吗？</translation>
    </message>
    <message numerus="yes">
        <source>Isolate %n node pack(s)?</source>
        <translation>
            <numerusform>隔离 %n 个节点包吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Isolate “%1”?</source>
        <translation>隔离“%1”吗？</translation>
    </message>
    <message numerus="yes">
        <source>Undo the isolation of %n node pack(s)?</source>
        <translation>
            <numerusform>取消 %n 个节点包的隔离吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the isolation of “%1”?</source>
        <translation>取消“%1”的隔离吗？</translation>
    </message>
    <message>
        <source>Restore the snapshot?</source>
        <translation>恢复快照吗？</translation>
    </message>
    <message>
        <source>Install what the node packs need?</source>
        <translation>安装节点包需要的内容吗？</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanTree</name>
    <message>
        <source>The plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>About it</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>portico::app::PortField</name>
    <message>
        <source>P&amp;ort</source>
        <translation>端口(&amp;O)</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>The port at which the browser reaches this install.</source>
        <translation>浏览器访问此实例所用的端口。</translation>
    </message>
    <message>
        <source>The port at which the browser reaches this install</source>
        <translation>浏览器访问此实例所用的端口</translation>
    </message>
    <message>
        <source>Stop this install to change its port</source>
        <translation>若要更改端口，请停止此实例</translation>
    </message>
</context>
<context>
    <name>portico::app::PorticoLink</name>
    <message>
        <source>The link cannot be read, so nothing was done with it.</source>
        <translation>无法读取该链接，因此没有进行任何操作。</translation>
    </message>
    <message>
        <source>Ask whoever made the link, or add the bundle with “Add”.</source>
        <translation>请询问链接的制作者，或用“添加”来添加整合包。</translation>
    </message>
    <message>
        <source>The link is refused: %1</source>
        <translation>链接被拒绝：%1</translation>
    </message>
    <message>
        <source>Do not use it unless you know who made it.</source>
        <translation>除非您知道它由谁制作，否则请不要使用。</translation>
    </message>
    <message>
        <source>it names an address that does not begin with https.</source>
        <translation>它指向的地址不是以 https 开头。</translation>
    </message>
    <message>
        <source>its address holds a user name, which may hide the real host.</source>
        <translation>其地址含有用户名，可能会掩盖真正的主机。</translation>
    </message>
    <message>
        <source>it holds letters that cannot be seen.</source>
        <translation>它含有不可见的字符。</translation>
    </message>
</context>
<context>
    <name>portico::app::ProxyRows</name>
    <message>
        <source>As the system</source>
        <translation>与系统相同</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>HTTP proxy</source>
        <translation>HTTP 代理</translation>
    </message>
    <message>
        <source>SOCKS 5 proxy</source>
        <translation>SOCKS 5 代理</translation>
    </message>
    <message>
        <source>Script (PAC)</source>
        <translation>脚本（PAC）</translation>
    </message>
    <message>
        <source>&amp;Kind of proxy</source>
        <translation>代理类型(&amp;K)</translation>
    </message>
    <message>
        <source>What runs on this computer is never reached through a proxy.</source>
        <translation>在这台计算机上运行的内容绝不会通过代理访问。</translation>
    </message>
    <message>
        <source>Such as intranet.example, .corp.example, 10.0.0.0/8</source>
        <translation>例如 intranet.example, .corp.example, 10.0.0.0/8</translation>
    </message>
    <message>
        <source>&amp;Exceptions, reached directly</source>
        <translation>例外，直接访问(&amp;E)</translation>
    </message>
    <message>
        <source>Proxy host</source>
        <translation>代理主机</translation>
    </message>
    <message>
        <source>Host, such as proxy.example.org</source>
        <translation>主机，例如 proxy.example.org</translation>
    </message>
    <message>
        <source>Proxy port</source>
        <translation>代理端口</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>地址(&amp;D)</translation>
    </message>
    <message>
        <source>Such as http://wpad.example.org/proxy.pac, or a file</source>
        <translation>例如 http://wpad.example.org/proxy.pac，或文件</translation>
    </message>
    <message>
        <source>Addre&amp;ss of the script</source>
        <translation>脚本的地址(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>用户名(&amp;U)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密码(&amp;W)</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Forget the proxy&apos;s password</source>
        <translation>清除代理的密码</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>正在查询密钥环…</translation>
    </message>
</context>
<context>
    <name>portico::app::PublishDialog</name>
    <message>
        <source>Publish %1</source>
        <translation>发布 %1</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>发布位置</translation>
    </message>
    <message>
        <source>A &amp;folder or team&apos;s list</source>
        <translation>文件夹或团队的列表(&amp;F)</translation>
    </message>
    <message>
        <source>A release on &amp;GitHub</source>
        <translation>GitHub 上的发行版(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Notes for those who choose it</source>
        <translation>给选择者的说明(&amp;N)</translation>
    </message>
    <message>
        <source>Notes for those who choose it</source>
        <translation>给选择者的说明</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>缺少的内容</translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation>发布(&amp;P)</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Folder or list</source>
        <translation>文件夹或列表</translation>
    </message>
    <message>
        <source>A share, or the path of a catalogue.json</source>
        <translation>共享文件夹，或 catalogue.json 的路径</translation>
    </message>
    <message>
        <source>Only of a new list; after its folder without this</source>
        <translation>仅用于新列表；不填则使用其文件夹名</translation>
    </message>
    <message>
        <source>As the bundle says</source>
        <translation>按整合包所说</translation>
    </message>
    <message>
        <source>Replace another bundle of that name</source>
        <translation>替换同名的另一个整合包</translation>
    </message>
    <message>
        <source>F&amp;older or list</source>
        <translation>文件夹或列表(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Title of the list</source>
        <translation>列表的标题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Runs on</source>
        <translation>运行于(&amp;R)</translation>
    </message>
    <message>
        <source>The bundle is looked at once more and copied there; the list beside it, which every Portico can read, names it when all of it is there.</source>
        <translation>会再次查看整合包并将其复制到那里；全部复制完成后，旁边每个 Portico 都能读取的列表才会列出它。</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>owner/name</translation>
    </message>
    <message>
        <source>The tag without this</source>
        <translation>不填则使用标签</translation>
    </message>
    <message>
        <source>Not the latest release</source>
        <translation>不设为最新发行版</translation>
    </message>
    <message>
        <source>Reposi&amp;tory</source>
        <translation>仓库(&amp;T)</translation>
    </message>
    <message>
        <source>T&amp;ag</source>
        <translation>标签(&amp;A)</translation>
    </message>
    <message>
        <source>T&amp;itle</source>
        <translation>标题(&amp;I)</translation>
    </message>
    <message>
        <source>A draft is made, the files are sent and compared with GitHub&apos;s SHA-256, and last the release becomes public. Nobody sees half of it.</source>
        <translation>先创建草稿，发送文件并与 GitHub 的 SHA-256 比较，最后公开发行版。没有人会看到半成品。</translation>
    </message>
    <message>
        <source>Say where to, with the whole path.</source>
        <translation>请用完整路径指明发布位置。</translation>
    </message>
    <message>
        <source>Sign in to GitHub first, on the Bundles page.</source>
        <translation>请先在“整合包”页面登录 GitHub。</translation>
    </message>
    <message>
        <source>A repository is named owner/name.</source>
        <translation>仓库名称的形式为 owner/name。</translation>
    </message>
    <message>
        <source>Name the release&apos;s tag.</source>
        <translation>请填写发行版的标签。</translation>
    </message>
</context>
<context>
    <name>portico::app::RecipeBundleForm</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code</source>
        <translation>构建没有现成版本的软件包；这会运行它们的代码</translation>
    </message>
    <message>
        <source>Keep what was downloaded for the next time</source>
        <translation>为下次保留已下载的内容</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Versions</source>
        <translation>版本(&amp;V)</translation>
    </message>
    <message>
        <source>In ho&amp;w many files</source>
        <translation>文件数量(&amp;W)</translation>
    </message>
    <message>
        <source>Those of the lock beside the bundle, if there is one</source>
        <translation>整合包旁边的锁文件中的版本（如果有）</translation>
    </message>
    <message>
        <source>The newest that the recipe allows</source>
        <translation>配方允许的最新版本</translation>
    </message>
</context>
<context>
    <name>portico::app::RecipeFiles</name>
    <message>
        <source>The recipe names %1, which lies outside of its own folder and cannot be pushed with it.</source>
        <translation>配方列出了 %1，它位于配方自己的文件夹之外，无法一同推送。</translation>
    </message>
    <message>
        <source>Put it beside the recipe.</source>
        <translation>请把它放在配方旁边。</translation>
    </message>
</context>
<context>
    <name>portico::app::RegistryModel</name>
    <message>
        <source>Installed already. %1</source>
        <translation>已安装。%1</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>节点包</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>功能</translation>
    </message>
</context>
<context>
    <name>portico::app::RegistryPanel</name>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>Search: what it does, its name, its author</source>
        <translation>搜索：功能、名称、作者</translation>
    </message>
    <message>
        <source>Search the Comfy Registry</source>
        <translation>搜索 Comfy Registry</translation>
    </message>
    <message>
        <source>Ask the registry for what is new</source>
        <translation>向注册表查询新内容</translation>
    </message>
    <message>
        <source>About the chosen node pack</source>
        <translation>关于所选的节点包</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>版本(&amp;V)</translation>
    </message>
    <message>
        <source>Node packs of the registry</source>
        <translation>注册表的节点包</translation>
    </message>
    <message>
        <source>The Comfy Registry is being asked…</source>
        <translation>正在查询 Comfy Registry…</translation>
    </message>
    <message>
        <source>Nothing in the registry has these words.</source>
        <translation>注册表中没有包含这些词的内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s), as it was: %1. The registry cannot be reached now.</source>
        <comment>%1 is a moment</comment>
        <translation>
            <numerusform>%n 个节点包，截至 %1。现在无法连接到注册表。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n 个节点包</numerusform>
        </translation>
    </message>
    <message>
        <source>The newest: %1</source>
        <translation>最新：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are chosen.</source>
        <translation>
            <numerusform>已选择 %n 个节点包。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is installed already.</source>
        <translation>“%1”已经安装。</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>“%1”不是版本。</translation>
    </message>
</context>
<context>
    <name>portico::app::RemoveDialog</name>
    <message>
        <source>Python and ComfyUI</source>
        <translation>Python 和 ComfyUI</translation>
    </message>
    <message>
        <source>Your files</source>
        <translation>您的文件</translation>
    </message>
    <message>
        <source>Settings and logs</source>
        <translation>设置和日志</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Counting what would go…</source>
        <translation>正在统计将要移除的内容…</translation>
    </message>
    <message>
        <source>&amp;Keep my own files</source>
        <translation>保留我自己的文件(&amp;K)</translation>
    </message>
    <message>
        <source>Move to the &amp;recycle bin</source>
        <translation>移到回收站(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Delete for good</source>
        <translation>彻底删除(&amp;D)</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>移除“%1”吗？</translation>
    </message>
    <message>
        <source>What would go</source>
        <translation>将要移除的内容</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>移除(&amp;M)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>What removing %1 takes away</source>
        <translation>移除 %1 会去掉的内容</translation>
    </message>
    <message>
        <source>%1 (points to %2, which stays)</source>
        <translation>%1（指向 %2，它会保留）</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Keep my own files: %n file(s), %1</source>
        <translation>
            <numerusform>保留我自己的文件：%n 个文件，%1(&amp;K)</numerusform>
        </translation>
    </message>
    <message>
        <source>Not touched: %1</source>
        <translation>不受影响：%1</translation>
    </message>
    <message>
        <source>Your files, kept</source>
        <translation>您的文件，保留</translation>
    </message>
    <message>
        <source>This deletes %1 for good; it cannot be brought back.</source>
        <translation>这会彻底删除 %1；无法恢复。</translation>
    </message>
    <message>
        <source>This moves %1 to the recycle bin.</source>
        <translation>这会将 %1 移到回收站。</translation>
    </message>
    <message>
        <source>Your own files are moved to %1.</source>
        <translation>您自己的文件会移到 %1。</translation>
    </message>
</context>
<context>
    <name>portico::app::RemoveEnvsDialog</name>
    <message>
        <source>What would go</source>
        <translation>将要移除的内容</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>not counted yet</source>
        <translation>尚未统计</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>移除(&amp;M)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairDialog</name>
    <message>
        <source>&amp;Start ComfyUI once at the end, to be sure</source>
        <translation>最后启动一次 ComfyUI 以确认(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Clear what ComfyUI-Manager would still do at the next start</source>
        <translation>清除 ComfyUI-Manager 下次启动时仍要做的工作(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Undo what was changed by hand in node packs; it is kept</source>
        <translation>撤销节点包中手动更改的内容；会保存它(&amp;U)</translation>
    </message>
    <message>
        <source>Repair “%1”</source>
        <translation>修复“%1”</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>修复(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo the repair</source>
        <translation>撤销修复(&amp;U)</translation>
    </message>
    <message>
        <source>How the repair stands</source>
        <translation>修复的进展</translation>
    </message>
    <message>
        <source>Steps of the repair</source>
        <translation>修复的步骤</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Check by a start</source>
        <translation>用一次启动来检查(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Looking at everything that can be repaired. Nothing is changed.</source>
        <translation>正在查看可以修复的全部内容。没有更改任何内容。</translation>
    </message>
    <message>
        <source>Every file is whole at any time: this may be stopped, and goes on where it was the next time.</source>
        <translation>每个文件在任何时候都是完整的：可以停止此操作，下次会从停下的地方继续。</translation>
    </message>
    <message>
        <source>What was replaced is kept in %1.</source>
        <translation>被替换的内容保存在 %1 中。</translation>
    </message>
    <message>
        <source>Everything is as it was before the repair.</source>
        <translation>一切都恢复到修复之前的样子。</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairFlow</name>
    <message>
        <source>Look what can be repaired</source>
        <translation>查看可以修复的内容</translation>
    </message>
    <message>
        <source>Repair %1</source>
        <translation>修复 %1</translation>
    </message>
    <message>
        <source>Undo the repair of %1</source>
        <translation>撤销 %1 的修复</translation>
    </message>
    <message>
        <source>Put %1 back as it was</source>
        <translation>将 %1 恢复成原来的样子</translation>
    </message>
    <message>
        <source>“Repair” looks at everything, and says what it can do.</source>
        <translation>“修复”会查看全部内容，并说明可以做什么。</translation>
    </message>
    <message>
        <source>Take new packages of %1 into its layer</source>
        <translation>将 %1 的新软件包放进它的层</translation>
    </message>
    <message>
        <source>They are remembered: “Repair” installs them, or the next change of node packs.</source>
        <translation>已记录它们：“修复”会安装，下次更改节点包时也会安装。</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairSteps</name>
    <message>
        <source>What the repair will do</source>
        <translation>修复将进行的操作</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number and title of a step</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>From %1.</source>
        <comment>where files come from</comment>
        <translation>来自 %1。</translation>
    </message>
    <message>
        <source>%1 are written.</source>
        <comment>a size</comment>
        <translation>将写入 %1。</translation>
    </message>
</context>
<context>
    <name>portico::app::RestoreFlow</name>
    <message>
        <source>Then</source>
        <translation>当时</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>&amp;Go back</source>
        <translation>退回(&amp;G)</translation>
    </message>
    <message>
        <source>Models, pictures and your other files stay as they are. The state of now is kept, so that this, too, can be taken back.</source>
        <translation>模型、图片和您的其他文件保持不变。现在的状态会保留，因此这次退回也可以撤销。</translation>
    </message>
    <message>
        <source>Everything is as it was then. There is nothing to do.</source>
        <translation>一切都与当时相同。无需任何操作。</translation>
    </message>
    <message>
        <source>What is listed first stays as it is, the rest becomes what it was then.</source>
        <translation>最先列出的保持不变，其余的变成当时的样子。</translation>
    </message>
    <message>
        <source>&amp;Go back as far as possible</source>
        <translation>尽可能退回(&amp;G)</translation>
    </message>
    <message>
        <source>Not everything can be as it was then.</source>
        <translation>并非一切都能恢复成当时的样子。</translation>
    </message>
    <message>
        <source>&amp;Plan without that</source>
        <translation>不含它重新制定方案(&amp;P)</translation>
    </message>
    <message>
        <source>All is as it was then, but the isolated environment “%1” could not be built.</source>
        <translation>一切都与当时相同，但无法构建隔离环境“%1”。</translation>
    </message>
</context>
<context>
    <name>portico::app::RunView</name>
    <message>
        <source>State of the run</source>
        <translation>运行的状态</translation>
    </message>
    <message>
        <source>Do&amp;wnload what it made</source>
        <translation>下载其生成的内容(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Cancel the run</source>
        <translation>取消运行(&amp;C)</translation>
    </message>
    <message>
        <source>Open on &amp;GitHub</source>
        <translation>在 GitHub 上打开(&amp;G)</translation>
    </message>
    <message>
        <source>Being started in %1…</source>
        <translation>正在 %1 中启动…</translation>
    </message>
    <message>
        <source>%1, run %2 of %3</source>
        <comment>title of a run; its number; repository</comment>
        <translation>%1，%3 的运行 %2</translation>
    </message>
    <message>
        <source>Not started in %1</source>
        <translation>未在 %1 中启动</translation>
    </message>
    <message>
        <source>Stop wa&amp;tching</source>
        <translation>停止监视(&amp;T)</translation>
    </message>
    <message>
        <source>Wa&amp;tch it</source>
        <translation>监视(&amp;T)</translation>
    </message>
    <message>
        <source>The run on GitHub goes on</source>
        <translation>GitHub 上的运行仍在继续</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a job or step on GitHub; its state</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The last lines of its log</source>
        <translation>其日志的最后几行</translation>
    </message>
</context>
<context>
    <name>portico::app::ScriptChoice</name>
    <message>
        <source>About running install.py</source>
        <translation>关于运行 install.py</translation>
    </message>
    <message>
        <source>install.py is its author&apos;s own code and runs with your rights, on a copy of Python and packages that is thrown away; what it adds is shown before it is installed.</source>
        <translation>install.py 是其作者自己的代码，以您的权限运行，使用会被丢弃的 Python 和软件包副本；它添加的内容会在安装之前显示。</translation>
    </message>
    <message>
        <source>Meanwhile the copy takes %1 on the disk.</source>
        <translation>期间副本占用磁盘 %1。</translation>
    </message>
    <message>
        <source>%1 brings an install.py (%2)</source>
        <translation>%1 带有 install.py（%2）</translation>
    </message>
    <message>
        <source>Run it in a throwaway copy</source>
        <translation>在一次性副本中运行</translation>
    </message>
    <message>
        <source>Run the install.py of %1 in a throwaway copy</source>
        <translation>在一次性副本中运行 %1 的 install.py</translation>
    </message>
    <message>
        <source>Show install.py…</source>
        <translation>显示 install.py…</translation>
    </message>
    <message>
        <source>Show the install.py of %1</source>
        <translation>显示 %1 的 install.py</translation>
    </message>
</context>
<context>
    <name>portico::app::ScriptDialog</name>
    <message>
        <source>install.py of %1</source>
        <translation>%1 的 install.py</translation>
    </message>
    <message>
        <source>%1/install.py · %2 · SHA-256 %3…</source>
        <translation>%1/install.py · %2 · SHA-256 %3…</translation>
    </message>
    <message>
        <source>The text of install.py</source>
        <translation>install.py 的文本</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
</context>
<context>
    <name>portico::app::SetUp</name>
    <message>
        <source>ComfyUI with %1</source>
        <comment>an accelerator</comment>
        <translation>含 %1 的 ComfyUI</translation>
    </message>
    <message>
        <source>Set up %1</source>
        <translation>配置 %1</translation>
    </message>
</context>
<context>
    <name>portico::app::SettingRow</name>
    <message>
        <source>%1: result</source>
        <comment>name of a setting</comment>
        <translation>%1：结果</translation>
    </message>
</context>
<context>
    <name>portico::app::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>The folder that holds all installs, downloads and shared models.</source>
        <translation>存放所有实例、下载和共用模型的文件夹。</translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation>库文件夹</translation>
    </message>
    <message>
        <source>The next start of Portico uses this folder. Nothing is moved: what is in %1 stays there.</source>
        <translation>Portico 下次启动时使用此文件夹。不会移动任何内容：%1 中的内容留在那里。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>与系统相同</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Co&amp;lours</source>
        <translation>颜色(&amp;L)</translation>
    </message>
    <message>
        <source>Closing while an install runs</source>
        <translation>在实例运行期间关闭</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>停止它</translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation>让它继续运行</translation>
    </message>
    <message>
        <source>&amp;Closing while an install runs</source>
        <translation>在实例运行期间关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>节点包的软件包</translation>
    </message>
    <message>
        <source>Trust new packages after</source>
        <translation>信任新软件包</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>立即</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天后</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Trust new packages after</source>
        <translation>信任新软件包(&amp;T)</translation>
    </message>
    <message>
        <source>Harmful uploads are mostly found within days. Until then an older version is taken, where one fits.</source>
        <translation>有害的上传大多在几天内就会被发现。在此之前，如有适用的较旧版本，则采用它。</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>GitHub answers 60 questions an hour for everybody behind one address, and 5,000 for you with a token. For that it needs no rights, and it goes to api.github.com alone.</source>
        <translation>GitHub 每小时对同一地址后的所有人共应答 60 次查询，而有令牌时对您应答 5,000 次。为此令牌不需要任何权限，它只发送到 api.github.com。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>The window changes its language once the work that is under way has ended.</source>
        <translation>进行中的工作结束后，窗口会切换语言。</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>桌面</translation>
    </message>
    <message>
        <source>Updates of Portico</source>
        <translation>Portico 的更新</translation>
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
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>the newest ComfyUI</source>
        <translation>最新的 ComfyUI</translation>
    </message>
    <message>
        <source>ComfyUI %1</source>
        <translation>ComfyUI %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n 个节点包</numerusform>
        </translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>发布…</translation>
    </message>
    <message>
        <source>Make the bundle…</source>
        <translation>制作整合包…</translation>
    </message>
    <message>
        <source>Build on GitHub…</source>
        <translation>在 GitHub 上构建…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Copy the &amp;SHA-256</source>
        <translation>复制 SHA-256(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Compare with…</source>
        <translation>比较对象(&amp;C)…</translation>
    </message>
    <message>
        <source>Open the &amp;recipe</source>
        <translation>打开配方(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Take off this list</source>
        <translation>从此列表中去掉(&amp;T)</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>它已不在那里。</translation>
    </message>
    <message>
        <source>Bring it back to this place, or take it off this list.</source>
        <translation>请把它放回此处，或从此列表中去掉。</translation>
    </message>
</context>
<context>
    <name>portico::app::ShelfRow</name>
    <message>
        <source>More that can be done</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>%1: result</source>
        <comment>a bundle or recipe</comment>
        <translation>%1：结果</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what a button does; the bundle or recipe</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>portico::app::Sidebar</name>
    <message>
        <source>Installs</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>This co&amp;mputer</source>
        <translation>本机(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Bundles</source>
        <translation>整合包(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>网络(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Disk</source>
        <translation>磁盘(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>Add ComfyUI</source>
        <translation>添加 ComfyUI</translation>
    </message>
    <message>
        <source>A &amp;build for this computer…</source>
        <translation>适用于本机的构建版本(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Composed from its parts…</source>
        <translation>由各部分组装(&amp;C)…</translation>
    </message>
    <message>
        <source>A bundle from a &amp;file…</source>
        <translation>整合包文件(&amp;F)…</translation>
    </message>
    <message>
        <source>A bundle from an &amp;address…</source>
        <translation>整合包地址(&amp;A)…</translation>
    </message>
    <message>
        <source>A ComfyUI folder I already &amp;have…</source>
        <translation>我已有的 ComfyUI 文件夹(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Start or stop</source>
        <translation>启动或停止(&amp;S)</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>复制(&amp;D)</translation>
    </message>
    <message>
        <source>Make a &amp;bundle…</source>
        <translation>制作整合包(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>移除(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Migrate into the library…</source>
        <translation>迁移到库中(&amp;M)…</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>What to do when, and what the words mean (F1)</source>
        <translation>各种情况下怎么做，以及各个词的含义 (F1)</translation>
    </message>
</context>
<context>
    <name>portico::app::SourceRows</name>
    <message>
        <source>Builds come from ComfyUI&apos;s own releases, and from the lists below besides.</source>
        <translation>构建版本来自 ComfyUI 自己的发行版，以及下方的列表。</translation>
    </message>
    <message>
        <source>Address or file of a team&apos;s list, or owner/name on GitHub</source>
        <translation>团队列表的地址或文件，或 GitHub 上的 owner/name</translation>
    </message>
    <message>
        <source>&amp;One more list</source>
        <translation>添加列表(&amp;O)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a team&apos;s list</source>
        <translation>选择团队的列表</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add the list</source>
        <translation>添加该列表</translation>
    </message>
    <message>
        <source>%1 on GitHub</source>
        <translation>GitHub 上的 %1</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>测试：%1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>移除：%1</translation>
    </message>
    <message>
        <source>What was installed from it stays</source>
        <translation>从它安装的内容会保留</translation>
    </message>
    <message>
        <source>Asking it…</source>
        <translation>正在查询…</translation>
    </message>
    <message numerus="yes">
        <source>It answers, with %n build(s).</source>
        <translation>
            <numerusform>有应答，含 %n 个构建版本。</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a list of builds</source>
        <translation>添加构建版本列表</translation>
    </message>
    <message numerus="yes">
        <source>Added %1, with %n build(s).</source>
        <translation>
            <numerusform>已添加 %1，含 %n 个构建版本。</numerusform>
        </translation>
    </message>
    <message>
        <source>A team&apos;s list</source>
        <translation>团队的列表</translation>
    </message>
    <message>
        <source>Lists of builds (*.json);;All files (*)</source>
        <translation>构建版本列表 (*.json);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::StartButton</name>
    <message>
        <source>Start and open</source>
        <translation>启动并打开</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>End at once</source>
        <translation>立即结束</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>启动(&amp;S)</translation>
    </message>
    <message>
        <source>Start and &amp;open in the browser when ready</source>
        <translation>启动，就绪后在浏览器中打开(&amp;O)</translation>
    </message>
    <message>
        <source>Sa&amp;fe start, without node packs</source>
        <translation>安全启动，不带节点包(&amp;F)</translation>
    </message>
    <message>
        <source>Find the &amp;guilty node pack…</source>
        <translation>查找问题节点包(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>重新启动(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep running when Portico is closed</source>
        <translation>关闭 Portico 后保持运行(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;End at once, without asking ComfyUI</source>
        <translation>立即结束，不请求 ComfyUI(&amp;E)</translation>
    </message>
</context>
<context>
    <name>portico::app::StateKeeping</name>
    <message>
        <source>Take a snapshot</source>
        <translation>记录快照</translation>
    </message>
</context>
<context>
    <name>portico::app::StepRow</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步（共 %2 步）：%3</translation>
    </message>
</context>
<context>
    <name>portico::app::TestWorkflowRows</name>
    <message>
        <source>There is none yet.</source>
        <translation>还没有。</translation>
    </message>
    <message>
        <source>A&amp;dd a workflow…</source>
        <translation>添加工作流(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Try them now</source>
        <translation>立即试用(&amp;T)</translation>
    </message>
    <message>
        <source>An update works these off with the new generation and is switched to only when all of them work. In ComfyUI: File, Export (API); then drop the file here.</source>
        <translation>更新时会用新世代运行这些工作流，全部成功才会切换。请在 ComfyUI 中选择 File, Export (API)，然后将文件拖放到这里。</translation>
    </message>
    <message>
        <source>Not tried yet.</source>
        <translation>尚未试用。</translation>
    </message>
    <message>
        <source>Worked %1, in %2 s.</source>
        <comment>a moment; seconds</comment>
        <translation>%1 成功，用时 %2 秒。</translation>
    </message>
    <message>
        <source>Failed %1: %2</source>
        <comment>a moment; a sentence</comment>
        <translation>%1 失败：%2</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the test workflow %1</source>
        <translation>移除测试工作流 %1</translation>
    </message>
    <message>
        <source>Choose workflows</source>
        <translation>选择工作流</translation>
    </message>
    <message>
        <source>Workflows (*.json)</source>
        <translation>工作流 (*.json)</translation>
    </message>
    <message>
        <source>Try the test workflows of %1</source>
        <comment>an install</comment>
        <translation>试用 %1 的测试工作流</translation>
    </message>
</context>
<context>
    <name>portico::app::Texts</name>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>已崩溃</translation>
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
        <translation>%1 小时 %2 分</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天后</numerusform>
        </translation>
    </message>
    <message>
        <source>Today at %1</source>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>Yesterday at %1</source>
        <translation>昨天 %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>date and time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>The sources are being asked for what is new…</source>
        <translation>正在向各来源查询新内容…</translation>
    </message>
    <message>
        <source>Still asking: %1…</source>
        <translation>仍在查询：%1…</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>a size each second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>每秒 %1</translation>
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
        <translation>Anymatix 便携整合包</translation>
    </message>
    <message>
        <source>Official ComfyUI portable</source>
        <translation>ComfyUI 官方便携版</translation>
    </message>
    <message>
        <source>Comfy-Org standalone environment</source>
        <translation>Comfy-Org 独立环境</translation>
    </message>
    <message>
        <source>Put together by Portico</source>
        <translation>由 Portico 组装</translation>
    </message>
    <message>
        <source>ComfyUI folder with its own Python</source>
        <translation>带有自己 Python 的 ComfyUI 文件夹</translation>
    </message>
    <message>
        <source>Waiting for another job to end</source>
        <translation>正在等待另一个任务结束</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>正在工作</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>today at %1</source>
        <comment>within a sentence</comment>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>yesterday at %1</source>
        <comment>within a sentence</comment>
        <translation>昨天 %1</translation>
    </message>
</context>
<context>
    <name>portico::app::TokenDialog</name>
    <message>
        <source>Sign in to GitHub</source>
        <translation>登录 GitHub</translation>
    </message>
    <message>
        <source>With a token Portico does in your name what you press here, and nothing else. It goes to GitHub alone, lies in this computer&apos;s keychain, and is never shown again.</source>
        <translation>有了令牌，Portico 会以您的名义做您在这里点击的操作，仅此而已。它只发送到 GitHub，保存在这台计算机的密钥环中，并且不会再次显示。</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>登录(&amp;S)</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Make a token on GitHub</source>
        <translation>在 GitHub 上创建令牌(&amp;M)</translation>
    </message>
    <message>
        <source>Opens GitHub with these rights chosen already</source>
        <translation>打开 GitHub，其中已选好这些权限</translation>
    </message>
    <message>
        <source>Rights that the token needs</source>
        <translation>令牌所需的权限</translation>
    </message>
    <message>
        <source>To push recipes, make releases, and read what a run made, also in private repositories.</source>
        <translation>用于推送配方、创建发行版，以及读取运行生成的内容，包括私有仓库中的。</translation>
    </message>
    <message>
        <source>To put a workflow&apos;s file into a repository.</source>
        <translation>用于把工作流文件放入仓库。</translation>
    </message>
    <message>
        <source>or fine-grained</source>
        <translation>或细粒度令牌</translation>
    </message>
    <message>
        <source>For the one repository: Contents, Actions and Workflows, each “read and write”.</source>
        <translation>对该仓库：Contents、Actions 和 Workflows，均为“read and write”。</translation>
    </message>
    <message>
        <source>github.com, or the address of a company&apos;s own</source>
        <translation>github.com，或公司自己的地址</translation>
    </message>
    <message>
        <source>Git&amp;Hub server</source>
        <translation>GitHub 服务器(&amp;H)</translation>
    </message>
    <message>
        <source>“Forget” takes it from this computer. To end it on GitHub as well, delete it at %1/settings/tokens.</source>
        <translation>“清除”会将它从这台计算机上移除。若要在 GitHub 上也使其失效，请在 %1/settings/tokens 将其删除。</translation>
    </message>
    <message>
        <source>Asking GitHub whose it is…</source>
        <translation>正在向 GitHub 查询它属于谁…</translation>
    </message>
    <message>
        <source>%1 on %2.</source>
        <comment>a person; a server</comment>
        <translation>%2 上的 %1。</translation>
    </message>
</context>
<context>
    <name>portico::app::TokenRow</name>
    <message>
        <source>GitHub &amp;token</source>
        <translation>GitHub 令牌(&amp;T)</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Forget the GitHub token</source>
        <translation>清除 GitHub 令牌</translation>
    </message>
    <message>
        <source>This is no token: it has spaces or letters that no token has.</source>
        <translation>这不是令牌：它含有令牌中没有的空格或字符。</translation>
    </message>
    <message>
        <source>Copy it from GitHub once more, and nothing else.</source>
        <translation>请从 GitHub 重新复制它，不要复制其他内容。</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>正在查询密钥环…</translation>
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
        <translation>Portico：没有正在运行的实例</translation>
    </message>
    <message>
        <source>&amp;Open Portico</source>
        <translation>打开 Portico(&amp;O)</translation>
    </message>
    <message numerus="yes">
        <source>%n more in the window…</source>
        <translation>
            <numerusform>窗口中还有 %n 个…</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>启动(&amp;S)</translation>
    </message>
    <message>
        <source>Open in &amp;browser</source>
        <translation>在浏览器中打开(&amp;B)</translation>
    </message>
    <message>
        <source>No browser could be opened for %1.</source>
        <translation>无法为 %1 打开浏览器。</translation>
    </message>
    <message>
        <source>Open this address in a browser yourself.</source>
        <translation>请自行在浏览器中打开此地址。</translation>
    </message>
</context>
<context>
    <name>portico::app::UnusedEnvRow</name>
    <message>
        <source>being measured…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateFlow</name>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>之后</translation>
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
        <translation>不存在</translation>
    </message>
    <message>
        <source>Does not go with it</source>
        <translation>与它不兼容</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Packages of its Python</source>
        <translation>其 Python 的软件包</translation>
    </message>
    <message>
        <source>What ComfyUI itself asks for</source>
        <translation>ComfyUI 自身的要求</translation>
    </message>
    <message>
        <source>“%1” is at this ComfyUI already.</source>
        <translation>“%1”已经是此 ComfyUI。</translation>
    </message>
    <message>
        <source>Some node packs do not go with that ComfyUI. Disable them, or choose another version.</source>
        <translation>有些节点包与该 ComfyUI 不兼容。请禁用它们，或选择其他版本。</translation>
    </message>
    <message>
        <source>It is made beside what is there and started once as a test; only then “%1” uses it. Node packs, models and your files stay, and going back takes a moment.</source>
        <translation>它会建在现有版本旁边，并启动一次作为测试；之后“%1”才会使用它。节点包、模型和您的文件会保留，退回只需片刻。</translation>
    </message>
    <message>
        <source>It is older than the present one, so its list of jobs and models begins anew.</source>
        <translation>它比现有的更旧，因此其任务和模型列表会重新开始。</translation>
    </message>
    <message>
        <source>It brings another torch.</source>
        <translation>它带来另一个 torch。</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>加速器</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdatePackDialog</name>
    <message>
        <source>Another version of “%1”</source>
        <translation>“%1”的其他版本</translation>
    </message>
    <message>
        <source>Now it is %1. What changes is shown before anything is done.</source>
        <translation>现在是 %1。进行任何操作之前都会显示将要更改的内容。</translation>
    </message>
    <message>
        <source>&amp;Version, tag, branch or commit</source>
        <translation>版本、标签、分支或提交(&amp;V)</translation>
    </message>
    <message>
        <source>Version, tag, branch or commit</source>
        <translation>版本、标签、分支或提交</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>显示方案(&amp;S)</translation>
    </message>
    <message>
        <source>The Comfy Registry is being asked…</source>
        <translation>正在查询 Comfy Registry…</translation>
    </message>
    <message>
        <source>Versions of %1</source>
        <translation>%1 的版本</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) are listed.</source>
        <translation>
            <numerusform>列出了 %n 个版本。</numerusform>
        </translation>
    </message>
    <message>
        <source>A version, branch or commit has no spaces.</source>
        <translation>版本、分支或提交不含空格。</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateRows</name>
    <message>
        <source>The program file %1 is replaced, and the one before is kept beside it. What is open goes on as it is: the new one counts from the next start on.</source>
        <translation>程序文件 %1 会被替换，之前的文件保留在旁边。已打开的程序照常继续：新版本从下次启动起生效。</translation>
    </message>
    <message>
        <source>The installer is opened. It asks for Portico to be closed and replaces it then; installs, models and settings stay as they are.</source>
        <translation>将打开安装程序。它会要求关闭 Portico，然后将其替换；实例、模型和设置保持不变。</translation>
    </message>
    <message>
        <source>The disk image is opened. Close Portico, then drag the new one into Applications; installs, models and settings stay as they are.</source>
        <translation>将打开磁盘映像。请关闭 Portico，然后将新的 Portico 拖到“应用程序”中；实例、模型和设置保持不变。</translation>
    </message>
    <message>
        <source>The installer of Portico %1 is open. It replaces Portico once that is closed.</source>
        <translation>Portico %1 的安装程序已打开。关闭 Portico 后，它会替换 Portico。</translation>
    </message>
    <message>
        <source>Portico %1 is in place and counts from the next start on. The one before is kept: %2</source>
        <translation>Portico %1 已就位，从下次启动起生效。之前的版本已保留：%2</translation>
    </message>
    <message>
        <source>This is Portico %1.</source>
        <translation>当前版本是 Portico %1。</translation>
    </message>
    <message>
        <source>Look for a &amp;newer Portico once a day</source>
        <translation>每天查找一次较新的 Portico(&amp;N)</translation>
    </message>
    <message>
        <source>This fetches one small file from %1 and checks who signed it. The server learns your network address and the version of Portico, as with every download, and nothing else. Nothing is downloaded or installed before you say so.</source>
        <translation>这会从 %1 获取一个小文件，并检查其签名者。与每次下载一样，服务器会得知您的网络地址和 Portico 的版本，除此之外一无所知。未经您同意，不会下载或安装任何内容。</translation>
    </message>
    <message>
        <source>Your mirror of GitHub is asked first.</source>
        <translation>先查询您的 GitHub 镜像。</translation>
    </message>
    <message>
        <source>Stop l&amp;ooking</source>
        <translation>停止查找(&amp;O)</translation>
    </message>
    <message>
        <source>L&amp;ook now</source>
        <translation>立即查找(&amp;O)</translation>
    </message>
    <message>
        <source>Stop looking for a newer Portico</source>
        <translation>停止查找较新的 Portico</translation>
    </message>
    <message>
        <source>Look for a newer Portico now</source>
        <translation>立即查找较新的 Portico</translation>
    </message>
    <message>
        <source>Last looked: %1</source>
        <comment>a moment such as “Today at 14:05”</comment>
        <translation>上次查找：%1</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>正在查询 %1…</translation>
    </message>
    <message>
        <source>There is no newer one.</source>
        <translation>没有较新的版本。</translation>
    </message>
    <message>
        <source>Install Portico %1?</source>
        <translation>要安装 Portico %1 吗？</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>安装(&amp;I)</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateView</name>
    <message>
        <source>What is new</source>
        <translation>新内容</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>取消(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Install…</source>
        <translation>安装(&amp;I)…</translation>
    </message>
    <message>
        <source>Download the update of Portico</source>
        <translation>下载 Portico 的更新</translation>
    </message>
    <message>
        <source>Cancel the update of Portico</source>
        <translation>取消 Portico 的更新</translation>
    </message>
    <message>
        <source>Install the update of Portico…</source>
        <translation>安装 Portico 的更新…</translation>
    </message>
    <message>
        <source>There is Portico %1.</source>
        <translation>有 Portico %1。</translation>
    </message>
    <message>
        <source>Its authors say that versions before %1 are not safe to use any more.</source>
        <translation>其作者表示，低于 %1 的版本已不再安全，不宜继续使用。</translation>
    </message>
    <message>
        <source>Do&amp;wnload (%1)</source>
        <comment>a size</comment>
        <translation>下载 (%1)(&amp;W)</translation>
    </message>
    <message>
        <source>There is no file of it for this kind of computer. A later version may have one again.</source>
        <translation>它没有适用于这种计算机的文件。以后的版本可能会再次提供。</translation>
    </message>
    <message>
        <source>Downloaded and checked. Portico is not replaced while an install runs: stop %1 first.</source>
        <comment>names of installs</comment>
        <translation>已下载并检查。有实例运行时不会替换 Portico：请先停止 %1。</translation>
    </message>
    <message>
        <source>Downloaded and checked.</source>
        <translation>已下载并检查。</translation>
    </message>
</context>
<context>
    <name>portico::app::VersionDialog</name>
    <message>
        <source>Also versions for &amp;testing</source>
        <translation>包括测试版本(&amp;T)</translation>
    </message>
    <message>
        <source>Versions of ComfyUI</source>
        <translation>ComfyUI 的版本</translation>
    </message>
    <message>
        <source>A fresh install at another version can stand beside “%1”; both use the same models.</source>
        <translation>可以在“%1”旁边全新安装另一个版本；两者使用相同的模型。</translation>
    </message>
    <message>
        <source>What is there now is kept: going back takes a moment.</source>
        <translation>现有的会保留：退回只需片刻。</translation>
    </message>
    <message>
        <source>What going there needs</source>
        <translation>切换所需的内容</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>新内容</translation>
    </message>
    <message>
        <source>Its publisher wrote no notes.</source>
        <translation>其发布者没有写说明。</translation>
    </message>
    <message>
        <source>&amp;Update to this version…</source>
        <translation>更新到此版本(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Fresh install at this version…</source>
        <translation>全新安装此版本(&amp;F)…</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>The list is being asked for…</source>
        <translation>正在查询列表…</translation>
    </message>
    <message>
        <source>The list of versions could not be fetched. %1 %2</source>
        <translation>无法获取版本列表。%1 %2</translation>
    </message>
    <message>
        <source>The list of versions is not here yet.</source>
        <translation>版本列表尚未取得。</translation>
    </message>
    <message>
        <source>“Stable” stays behind on purpose: others have met its bugs first. List as it was: %1.</source>
        <translation>“稳定”有意落后：其他人已先遇到过它的缺陷。列表截至：%1。</translation>
    </message>
    <message>
        <source>Read more in the browser</source>
        <translation>在浏览器中了解更多</translation>
    </message>
</context>
<context>
    <name>portico::app::VersionsModel</name>
    <message>
        <source>this install</source>
        <translation>此实例</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>稳定</translation>
    </message>
    <message>
        <source>latest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>for testing</source>
        <translation>供测试</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>通道</translation>
    </message>
</context>
<context>
    <name>portico::app::WindowWords</name>
    <message>
        <source>Give it another version, or do it again and choose that the one that is there is replaced.</source>
        <translation>请给它另一个版本，或重新操作并选择替换现有的。</translation>
    </message>
    <message>
        <source>Publish it again and say what it runs on.</source>
        <translation>请重新发布，并说明它在什么上运行。</translation>
    </message>
    <message>
        <source>Make it again and allow packages to be built here.</source>
        <translation>请重新制作，并允许在这里构建软件包。</translation>
    </message>
    <message>
        <source>Make it again with the newest versions.</source>
        <translation>请用最新版本重新制作。</translation>
    </message>
    <message>
        <source>Make a new token on GitHub and give it here: “Sign in” or “Token” of the Bundles page.</source>
        <translation>请在 GitHub 上创建新的令牌，并在这里提供：“整合包”页面的“登录”或“令牌”。</translation>
    </message>
    <message>
        <source>Look at its newest runs before you start it again.</source>
        <translation>请在再次启动之前查看其最近的运行。</translation>
    </message>
    <message>
        <source>Start the workflow again.</source>
        <translation>请再次启动工作流。</translation>
    </message>
    <message>
        <source>Repair the install first: “Repair” on its Overview, or absorb what was changed.</source>
        <translation>请先修复该实例：其“概览”中的“修复”，或吸纳所做的更改。</translation>
    </message>
    <message>
        <source>Make one on the Bundles page.</source>
        <translation>请在“整合包”页面制作一个。</translation>
    </message>
</context>
<context>
    <name>portico::app::WishCards</name>
    <message>
        <source>“%1” wants other node packs: %2.</source>
        <translation>“%1”希望有其他节点包：%2。</translation>
    </message>
    <message>
        <source>Its nodes may not work without them; the plan says what would be installed.</source>
        <translation>没有它们，其节点可能无法工作；方案会说明将要安装的内容。</translation>
    </message>
    <message>
        <source>Show the plan…</source>
        <translation>显示方案…</translation>
    </message>
    <message>
        <source>Show the plan for “%1”</source>
        <translation>显示“%1”的方案</translation>
    </message>
    <message>
        <source>“%1” wants node packs that are disabled: %2.</source>
        <translation>“%1”希望有的节点包已被禁用：%2。</translation>
    </message>
    <message>
        <source>They can be enabled under “Nodes”.</source>
        <translation>可以在“节点”中启用它们。</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system.</source>
        <translation>“%1”需要系统的软件包。</translation>
    </message>
    <message>
        <source>Portico never installs them by itself. This is the command:</source>
        <translation>Portico 绝不会自行安装它们。命令如下：</translation>
    </message>
    <message>
        <source>The command that installs them</source>
        <translation>用于安装它们的命令</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the command for “%1”</source>
        <translation>复制“%1”的命令</translation>
    </message>
    <message>
        <source>Run in a &amp;terminal…</source>
        <translation>在终端中运行(&amp;T)…</translation>
    </message>
    <message>
        <source>Run the command for “%1” in a terminal</source>
        <translation>在终端中运行“%1”的命令</translation>
    </message>
    <message>
        <source>The terminal shows the command and asks before it runs it</source>
        <translation>终端会显示该命令，并在运行之前询问</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>About comfy-env-root.toml of “%1”</source>
        <translation>关于“%1”的 comfy-env-root.toml</translation>
    </message>
</context>
<context>
    <name>portico::cli::AcceleratorWish</name>
    <message>
        <source>“%1” is no accelerator.</source>
        <translation>“%1”不是加速器。</translation>
    </message>
    <message>
        <source>Write one such as cu130, cu126, rocm7.2, xpu, mps or cpu.</source>
        <translation>请写成 cu130、cu126、rocm7.2、xpu、mps 或 cpu 这样的形式。</translation>
    </message>
</context>
<context>
    <name>portico::cli::AddCommand</name>
    <message>
        <source>A bundle (file or URL), or a folder that already holds ComfyUI.</source>
        <translation>整合包（文件或网址），或已含有 ComfyUI 的文件夹。</translation>
    </message>
    <message>
        <source>What to call it.</source>
        <translation>它的名称。</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>访问它的端口。</translation>
    </message>
    <message>
        <source>The archive must have this SHA-256.</source>
        <translation>压缩包必须具有此 SHA-256。</translation>
    </message>
    <message>
        <source>Refuse a bundle whose hash nobody published.</source>
        <translation>拒绝没有公布哈希值的整合包。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>“%1”不是端口。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>请选择 1 到 65535 之间的数字，例如 8188。</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>“%1”不是 SHA-256。</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>请给出它的 64 位十六进制数字。</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>Add an install from a bundle, or adopt a ComfyUI folder</source>
        <translation>从整合包添加实例，或接纳现有的 ComfyUI 文件夹</translation>
    </message>
    <message>
        <source>A bundle is downloaded, checked, unpacked and set up; it is there wholly or not at all.
A folder stays where it is and nothing in it is changed.</source>
        <translation>整合包会被下载、检查、解压并配置；要么完整存在，要么完全不存在。
文件夹留在原处，其中没有任何更改。</translation>
    </message>
    <message>
        <source>Added “%1” as %2.</source>
        <translation>已将“%1”添加为 %2。</translation>
    </message>
    <message>
        <source>No published hash was given, so the bundle is not verified. Its SHA-256 is %1.</source>
        <translation>没有给出已公布的哈希值，因此整合包未校验。其 SHA-256 为 %1。</translation>
    </message>
    <message>
        <source>Start it with: porticoctl start %1</source>
        <translation>用以下命令启动它：porticoctl start %1</translation>
    </message>
    <message>
        <source>ComfyUI starts with “%1”.</source>
        <translation>ComfyUI 以“%1”启动。</translation>
    </message>
</context>
<context>
    <name>portico::cli::AppUpdateCommand</name>
    <message>
        <source>Portico %1 is the newest.</source>
        <translation>Portico %1 是最新版本。</translation>
    </message>
    <message>
        <source>The installer of Portico %1 was opened; it replaces Portico once that is closed.</source>
        <translation>已打开 Portico %1 的安装程序；关闭 Portico 后，它会替换 Portico。</translation>
    </message>
    <message>
        <source>Portico %1 is in place: it counts from the next start on.</source>
        <translation>Portico %1 已就位：从下次启动起生效。</translation>
    </message>
    <message>
        <source>The one before is kept: %1</source>
        <translation>之前的版本已保留：%1</translation>
    </message>
    <message>
        <source>There is Portico %1; this is %2.</source>
        <translation>有 Portico %1；当前版本是 %2。</translation>
    </message>
    <message>
        <source>Do not go on with this version: its authors say that only %1 and newer ones are safe.</source>
        <translation>请不要继续使用此版本：其作者表示只有 %1 及更高版本是安全的。</translation>
    </message>
    <message>
        <source>Downloaded and checked: %1</source>
        <translation>已下载并检查：%1</translation>
    </message>
    <message>
        <source>“porticoctl app-update install” installs it (%1).</source>
        <translation>“porticoctl app-update install”可安装它（%1）。</translation>
    </message>
    <message>
        <source>There is no file of it for this kind of computer.</source>
        <translation>它没有适用于这种计算机的文件。</translation>
    </message>
    <message>
        <source>There is no Portico %1 for this kind of computer.</source>
        <translation>没有适用于这种计算机的 Portico %1。</translation>
    </message>
    <message>
        <source>Go on with this one; a later version may have it again.</source>
        <translation>请继续使用当前版本；以后的版本可能会再次提供。</translation>
    </message>
    <message>
        <source>“app-update” cannot “%1”.</source>
        <translation>“app-update”不能“%1”。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>请选择其中之一：%1。</translation>
    </message>
    <message>
        <source>Update Portico</source>
        <translation>更新 Portico</translation>
    </message>
    <message>
        <source>Look for a newer Portico, download and install it</source>
        <translation>查找较新的 Portico，下载并安装</translation>
    </message>
    <message>
        <source>Asks only when you call it. What is downloaded must be signed by Portico&apos;s authors; nothing older than what was offered before is taken, and nothing is replaced while a session runs. Where the system&apos;s packages, Flatpak or Snap installed Portico, they update it, and this command says so.</source>
        <translation>仅在您调用时查询。下载的内容必须有 Portico 作者的签名；不接受比以前提供的更旧的版本，会话运行期间不会替换任何内容。如果 Portico 是通过系统的软件包、Flatpak 或 Snap 安装的，则由它们更新，此命令会说明这一点。</translation>
    </message>
    <message>
        <source>What to do: only look, also download, or also install.</source>
        <translation>要执行的操作：仅查找、同时下载，或同时安装。</translation>
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
        <translation>节点包 %1</translation>
    </message>
    <message>
        <source>package %1</source>
        <translation>软件包 %1</translation>
    </message>
    <message>
        <source>setting %1</source>
        <translation>设置 %1</translation>
    </message>
    <message>
        <source>manifest</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>“%1” is not here: %2</source>
        <translation>“%1”不在这里：%2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>“%1”, %2: %3 → %4</source>
        <comment>install, what, now, declared</comment>
        <translation>“%1”，%2：%3 → %4</translation>
    </message>
    <message>
        <source>“%1” is not in the file, and is left alone.</source>
        <translation>“%1”不在该文件中，保持原样。</translation>
    </message>
    <message>
        <source>“%1”, node pack %2: not in the file, and is left alone.</source>
        <translation>“%1”，节点包 %2：不在该文件中，保持原样。</translation>
    </message>
    <message>
        <source>The library is as the file says: nothing is to be done.</source>
        <translation>库与该文件所说的一致：无需任何操作。</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>没有更改任何内容。加上 --yes 才会执行。</translation>
    </message>
    <message>
        <source>The library is as the file says.</source>
        <translation>库与该文件所说的一致。</translation>
    </message>
    <message>
        <source>This is different even so.</source>
        <translation>尽管如此，以下内容仍不同。</translation>
    </message>
    <message>
        <source>Give another name, or --yes to replace it.</source>
        <translation>请给出其他名称，或用 --yes 替换它。</translation>
    </message>
    <message>
        <source>The library is written down in %1.</source>
        <translation>库已写入 %1。</translation>
    </message>
    <message>
        <source>--check changes nothing.</source>
        <translation>--check 不更改任何内容。</translation>
    </message>
    <message>
        <source>Give it alone, or without it --yes or --write.</source>
        <translation>请单独给出它，或去掉它并使用 --yes 或 --write。</translation>
    </message>
    <message>
        <source>Write down the library</source>
        <translation>记录库的状态</translation>
    </message>
    <message>
        <source>Apply a declared state</source>
        <translation>应用声明的状态</translation>
    </message>
    <message>
        <source>Make the library what a file declares; says first what differs</source>
        <translation>使库与文件声明的一致；先说明不同之处</translation>
    </message>
    <message>
        <source>The file names installs, what each is made of, its version of ComfyUI, node packs, their packages and settings; docs/site.md tells how. What is so already stays, so that a second time nothing is done; what was interrupted is finished by the next time. What the library has beyond the file is named and left alone. Installs that are made of what is kept for offline (“porticoctl vendor”) need no network, and are the same on every computer. “--check” ends with 1 where something differs.</source>
        <translation>该文件列出实例，以及每个实例由什么制成、其 ComfyUI 版本、节点包及其软件包和设置；写法见 docs/site.md。已经一致的保持不变，因此第二次运行时无需任何操作；被中断的内容由下次运行完成。库中超出该文件的内容会列出并保持原样。由离线保存内容（“porticoctl vendor”）创建的实例不需要网络，在每台计算机上都相同。有不同之处时，“--check”以 1 结束。</translation>
    </message>
    <message>
        <source>The file.</source>
        <translation>该文件。</translation>
    </message>
    <message>
        <source>Change nothing; end with 1 where something differs.</source>
        <translation>不更改任何内容；有不同之处时以 1 结束。</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>真正执行；否则只显示。</translation>
    </message>
    <message>
        <source>Write the file instead: the library as it is now.</source>
        <translation>改为写入该文件：库现在的样子。</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>可以从源代码构建软件包，这会运行它们自己的代码。</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已经存在。</translation>
    </message>
</context>
<context>
    <name>portico::cli::BisectCommand</name>
    <message>
        <source>“%1” is no number of seconds.</source>
        <translation>“%1”不是秒数。</translation>
    </message>
    <message>
        <source>Write it like this: --ready-limit 120</source>
        <translation>请这样写：--ready-limit 120</translation>
    </message>
    <message>
        <source>Find the guilty node pack</source>
        <translation>查找问题节点包</translation>
    </message>
    <message>
        <source>Find the node pack that keeps ComfyUI from working</source>
        <translation>找出使 ComfyUI 无法工作的节点包</translation>
    </message>
    <message>
        <source>Starts ComfyUI again and again with half of the node packs, until one is left: 8 starts at most for 50 packs. A start is bad when ComfyUI ends, does not become ready or cannot import a pack; with --command, when the command ends with another code than 0 while ComfyUI is ready ({url} and PORTICO_URL are its address). Each start has a port, user folder and database of its own, and nothing of the install is moved or changed.</source>
        <translation>反复用一半的节点包启动 ComfyUI，直到只剩一个：50 个节点包最多启动 8 次。如果 ComfyUI 结束、没有就绪或无法导入节点包，则该次启动视为失败；使用 --command 时，如果 ComfyUI 就绪期间该命令以 0 以外的代码结束，也视为失败（{url} 和 PORTICO_URL 是其地址）。每次启动都有自己的端口、用户文件夹和数据库，不会移动或更改实例的任何内容。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>Judge each start by this command.</source>
        <translation>用此命令判断每次启动。</translation>
    </message>
    <message>
        <source>A start that takes longer went wrong (300).</source>
        <translation>启动用时超过此值即视为失败（300）。</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundleCommand</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>unknown accelerator</source>
        <translation>未知的加速器</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>（手动更改）</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) for them</source>
        <translation>
            <numerusform>用于它们的 %n 个软件包</numerusform>
        </translation>
    </message>
    <message>
        <source>Would make %1 out of %2:</source>
        <translation>将用 %2 制作 %1：</translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n file(s) are what its list says, and it starts.</source>
        <translation>
            <numerusform>完整：%n 个文件与其列表一致，并且可以启动。</numerusform>
        </translation>
    </message>
    <message>
        <source>It starts.</source>
        <translation>可以启动。</translation>
    </message>
    <message>
        <source>See “porticoctl help bundle”.</source>
        <translation>请见“porticoctl help bundle”。</translation>
    </message>
    <message>
        <source>Check a bundle</source>
        <translation>检查整合包</translation>
    </message>
    <message>
        <source>Make a bundle</source>
        <translation>制作整合包</translation>
    </message>
    <message>
        <source>“%1” takes one thing.</source>
        <translation>“%1”只接受一项内容。</translation>
    </message>
    <message>
        <source>“%1” is not “build”, “plan”, “verify”, “diff” or “publish”.</source>
        <translation>“%1”不是“build”、“plan”、“verify”、“diff”或“publish”。</translation>
    </message>
    <message>
        <source>“%1” is not “zip”, “tar.zst”, “tar.gz” or “tar”.</source>
        <translation>“%1”不是“zip”、“tar.zst”、“tar.gz”或“tar”。</translation>
    </message>
    <message numerus="yes">
        <source>Made %1 (%2, %n file(s)); unpacked elsewhere, it starts.</source>
        <translation>
            <numerusform>已制作 %1（%2，%n 个文件）；在别处解压后可以启动。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n volume(s), which are the archive when they are put together; their hashes: %1</source>
        <translation>
            <numerusform>共 %n 个分卷，合在一起就是该压缩包；其哈希值：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a portable bundle of an install or a recipe, or check one</source>
        <translation>用实例或配方制作便携整合包，或检查整合包</translation>
    </message>
    <message>
        <source>“build” packs an install with its node packs and their packages so that a computer of the same kind unpacks it and starts it, with Portico or with the script in it. Models, pictures and settings stay here. A recipe is a file that says what a bundle is made from; with its lock it gives the same bytes again. Before it gets its name it is unpacked elsewhere, compared file by file and started. “verify” does the same with any bundle. “publish” puts one where others install it from: a folder, a team&apos;s catalogue, a release on GitHub. “diff” says what changed from one bundle, install or recipe&apos;s lock to another: exit code 0 where nothing did, 1 where something did.</source>
        <translation>“build”将实例连同节点包及其软件包打包，使同类计算机可以用 Portico 或其中的脚本解压并启动它。模型、图片和设置留在这里。配方是说明整合包由什么制成的文件；配合其锁文件，可以再次得到完全相同的字节。在命名之前，它会在别处解压、逐个比较文件并启动。“verify”对任意整合包做同样的事。“publish”将整合包放到其他人可以安装的地方：文件夹、团队的目录、GitHub 上的发行版。“diff”说明从一个整合包、实例或配方的锁文件到另一个有哪些变化：没有变化时退出码为 0，有变化时为 1。</translation>
    </message>
    <message>
        <source>“build”, “plan”, “verify”, “diff” or “publish”.</source>
        <translation>“build”、“plan”、“verify”、“diff”或“publish”。</translation>
    </message>
    <message>
        <source>An install&apos;s id or name, a recipe (.json), or an archive.</source>
        <translation>实例的 ID 或名称、配方（.json），或压缩包。</translation>
    </message>
    <message>
        <source>For diff: what it became.</source>
        <translation>用于 diff：变化之后的对象。</translation>
    </message>
    <message>
        <source>The folder for the archive.</source>
        <translation>存放压缩包的文件夹。</translation>
    </message>
    <message>
        <source>“zip”, “tar.zst”, “tar.gz” or “tar”.</source>
        <translation>“zip”、“tar.zst”、“tar.gz”或“tar”。</translation>
    </message>
    <message>
        <source>What its name begins with.</source>
        <translation>其名称的开头。</translation>
    </message>
    <message>
        <source>Its version; ComfyUI&apos;s without this.</source>
        <translation>其版本；不给出则用 ComfyUI 的版本。</translation>
    </message>
    <message>
        <source>Its script lets other web pages call it.</source>
        <translation>其脚本允许其他网页调用它。</translation>
    </message>
    <message>
        <source>Replace an archive of that name.</source>
        <translation>替换同名的压缩包。</translation>
    </message>
    <message>
        <source>Only say what would be made.</source>
        <translation>只说明将要制作的内容。</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundleDiff</name>
    <message>
        <source>Node packs:</source>
        <translation>节点包：</translation>
    </message>
    <message>
        <source>Packages:</source>
        <translation>软件包：</translation>
    </message>
    <message>
        <source>Their names: --files</source>
        <translation>其名称：--files</translation>
    </message>
    <message>
        <source>%1 is a recipe, which says what a bundle shall be made from.</source>
        <translation>%1 是配方，它说明整合包应由什么制成。</translation>
    </message>
    <message>
        <source>Compare bundles that were made of it, or their locks.</source>
        <translation>请比较用它制作的整合包，或它们的锁文件。</translation>
    </message>
    <message>
        <source>A recipe&apos;s lock can be compared with another lock only.</source>
        <translation>配方的锁文件只能与另一个锁文件比较。</translation>
    </message>
    <message>
        <source>Compare the bundles themselves.</source>
        <translation>请比较整合包本身。</translation>
    </message>
    <message>
        <source>For diff: name every file.</source>
        <translation>用于 diff：列出每个文件。</translation>
    </message>
    <message>
        <source>“diff” compares two things.</source>
        <translation>“diff”比较两项内容。</translation>
    </message>
    <message>
        <source>Name two archives, or an archive and an install.</source>
        <translation>请指定两个压缩包，或一个压缩包和一个实例。</translation>
    </message>
    <message>
        <source>Compare two bundles</source>
        <translation>比较两个整合包</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundlePublish</name>
    <message>
        <source>The same bundle was there already; the catalogue names it.</source>
        <translation>同样的整合包已经在那里；目录列出了它。</translation>
    </message>
    <message>
        <source>Published as %1.</source>
        <translation>已发布为 %1。</translation>
    </message>
    <message>
        <source>Others add it once: porticoctl sources add %1</source>
        <translation>其他人添加一次即可：porticoctl sources add %1</translation>
    </message>
    <message>
        <source>Publish a bundle</source>
        <translation>发布整合包</translation>
    </message>
    <message>
        <source>The release&apos;s tag was not said: --tag v1.2.0.</source>
        <translation>没有指明发行版的标签：--tag v1.2.0。</translation>
    </message>
    <message>
        <source>“%1” is no size of volumes.</source>
        <translation>“%1”不是分卷大小。</translation>
    </message>
    <message>
        <source>Write it as 1900M or 2G; 64K is the least.</source>
        <translation>请写成 1900M 或 2G；最小为 64K。</translation>
    </message>
    <message>
        <source>Split a larger archive into files NAME.001, NAME.002, … of that size, such as 1900M. With --github it is done by itself where GitHub takes no file as large.</source>
        <translation>将较大的压缩包拆分成该大小（例如 1900M）的文件 NAME.001、NAME.002、…。使用 --github 时，如果 GitHub 不接受这么大的文件，会自动拆分。</translation>
    </message>
    <message>
        <source>For publish: a folder that others read, such as a share; its catalogue.json is made or added to.</source>
        <translation>用于 publish：其他人可读取的文件夹，例如共享文件夹；会创建其中的 catalogue.json 或向其添加内容。</translation>
    </message>
    <message>
        <source>For publish: a team&apos;s catalogue; the bundle lies beside it.</source>
        <translation>用于 publish：团队的目录；整合包位于它旁边。</translation>
    </message>
    <message>
        <source>For publish: a release of that repository.</source>
        <translation>用于 publish：该仓库的发行版。</translation>
    </message>
    <message>
        <source>For --github: the release&apos;s tag; the bundle&apos;s version without this.</source>
        <translation>用于 --github：发行版的标签；不给出则用整合包的版本。</translation>
    </message>
    <message>
        <source>For publish: the title of the release, or of a catalogue that is made.</source>
        <translation>用于 publish：发行版的标题，或所创建目录的标题。</translation>
    </message>
    <message>
        <source>For publish: what others read of it, in Markdown.</source>
        <translation>用于 publish：给其他人阅读的说明，使用 Markdown。</translation>
    </message>
    <message>
        <source>For publish: what its torch runs on, where it does not tell.</source>
        <translation>用于 publish：它的 torch 在什么上运行（如果它没有说明）。</translation>
    </message>
    <message>
        <source>For --github: not the latest release.</source>
        <translation>用于 --github：不设为最新发行版。</translation>
    </message>
    <message>
        <source>Say where to: one of --folder, --catalogue and --github.</source>
        <translation>请指明发布位置：--folder、--catalogue 和 --github 之一。</translation>
    </message>
</context>
<context>
    <name>portico::cli::CatalogueCommand</name>
    <message>
        <source>Show this bundle with its notes.</source>
        <translation>显示此整合包及其说明。</translation>
    </message>
    <message>
        <source>Ask every source for what is new.</source>
        <translation>向每个来源查询新内容。</translation>
    </message>
    <message>
        <source>Show what is kept; ask nobody.</source>
        <translation>显示保存的内容；不查询任何来源。</translation>
    </message>
    <message>
        <source>Also what is made for other computers.</source>
        <translation>也包括为其他计算机制作的。</translation>
    </message>
    <message>
        <source>So long a silent source is waited for; 20 without this option.</source>
        <translation>等待没有应答的来源的时间；不使用此选项时为 20。</translation>
    </message>
    <message>
        <source>--refresh and --offline contradict each other.</source>
        <translation>--refresh 与 --offline 互相矛盾。</translation>
    </message>
    <message>
        <source>Give one of them, or none.</source>
        <translation>请给出其中一个，或都不给出。</translation>
    </message>
    <message>
        <source>“%1” is no time to wait.</source>
        <translation>“%1”不是等待时间。</translation>
    </message>
    <message>
        <source>Give whole seconds from 1 to %1.</source>
        <translation>请给出 1 到 %1 的整秒数。</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n bundle(s), asked %2.</source>
        <translation>
            <numerusform>%1：%n 个整合包，查询时间：%2。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n bundle(s), as they were %2.</source>
        <translation>
            <numerusform>%1：%n 个整合包，截至：%2。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: nothing to show.</source>
        <translation>%1：没有可显示的内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n more question(s) are answered before %1.</source>
        <translation>
            <numerusform>在 %1 之前还可应答 %n 次查询。</numerusform>
        </translation>
    </message>
    <message>
        <source>(not verified by its publisher)</source>
        <translation>（未经发布者校验）</translation>
    </message>
    <message>
        <source>Recommended (*): %1</source>
        <translation>推荐（*）：%1</translation>
    </message>
    <message>
        <source>Recommended: compose ComfyUI from its parts.</source>
        <translation>推荐：由各部分组装 ComfyUI。</translation>
    </message>
    <message>
        <source>Install it with: porticoctl install --recommended</source>
        <translation>用以下命令安装：porticoctl install --recommended</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>目录中没有整合包“%1”。</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>“porticoctl catalogue --all”会列出全部整合包。</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>未经发布者校验</translation>
    </message>
    <message>
        <source>Read the catalogue</source>
        <translation>读取目录</translation>
    </message>
    <message>
        <source>List the bundles that can be installed, and the right one</source>
        <translation>列出可以安装的整合包，以及合适的那个</translation>
    </message>
    <message>
        <source>Asks all sources at the same time. Answers are kept: one that cannot be reached is shown as it was, with its age, and one that is silent is left after a while. “promote” moves a bundle of a team&apos;s own catalogue forward: testing, staging, latest, stable (docs/catalogue.md).</source>
        <translation>同时查询所有来源。应答会保存：无法连接的来源显示其原来的内容和时间，没有应答的来源过一段时间后不再等待。“promote”将团队自己目录中的整合包向前推进：testing、staging、latest、stable（docs/catalogue.md）。</translation>
    </message>
</context>
<context>
    <name>portico::cli::CatalogueJson</name>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n 分钟前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n 小时前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::CataloguePromote</name>
    <message>
        <source>Write “catalogue promote FILE BUNDLE”, with “--to testing”, “staging”, “latest” or “stable”.</source>
        <translation>请写“catalogue promote FILE BUNDLE”，并加上“--to testing”、“staging”、“latest”或“stable”。</translation>
    </message>
    <message>
        <source>Which bundle of which catalogue goes forward was not said.</source>
        <translation>没有指明推进哪个目录的哪个整合包。</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>“%1”不是通道。</translation>
    </message>
    <message>
        <source>%1 is on “%2” now.</source>
        <translation>%1 现在位于“%2”。</translation>
    </message>
    <message>
        <source>%1 went from “%2” to “%3”.</source>
        <translation>%1 从“%2”转到了“%3”。</translation>
    </message>
    <message>
        <source>%1 was there; it stays with the tag %2.</source>
        <translation>%1 原已在那里；它保留标签 %2。</translation>
    </message>
    <message>
        <source>promote: to this track instead of the next one: testing, staging, latest, stable.</source>
        <translation>promote：提升到此通道，而不是下一个：testing、staging、latest、stable。</translation>
    </message>
    <message>
        <source>promote: who does it, for the history; the account&apos;s name without this option.</source>
        <translation>promote：操作者，记入历史；不使用此选项时为账户名。</translation>
    </message>
    <message>
        <source>Promote a bundle</source>
        <translation>提升整合包</translation>
    </message>
    <message>
        <source>“%1” does not belong here.</source>
        <translation>“%1”不能用在这里。</translation>
    </message>
</context>
<context>
    <name>portico::cli::CleanCommand</name>
    <message>
        <source>There is nothing to clean up.</source>
        <translation>没有可清理的内容。</translation>
    </message>
    <message>
        <source>%1 in all.</source>
        <translation>总共 %1。</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>没有移除任何内容。加上 --yes 才会执行。</translation>
    </message>
    <message>
        <source>Nothing was removed.</source>
        <translation>没有移除任何内容。</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>已释放 %1。</translation>
    </message>
    <message>
        <source>“%1” is nothing that can be cleaned up.</source>
        <translation>“%1”不是可以清理的内容。</translation>
    </message>
    <message>
        <source>See “porticoctl help clean”.</source>
        <translation>请见“porticoctl help clean”。</translation>
    </message>
    <message>
        <source>Clean up the library</source>
        <translation>清理库</translation>
    </message>
    <message>
        <source>Remove what nobody needs; lists it first</source>
        <translation>移除没有人需要的内容；先列出它们</translation>
    </message>
    <message>
        <source>Lists old generations, layers, environments, caches, leftovers, old node packs and downloads that no install and no snapshot needs, each with its size and why it is safe to remove; with --yes it removes them. Models, outputs, settings and the files of removed installs are never among them. What another Portico needs at this moment stays.</source>
        <translation>列出没有实例和快照需要的旧世代、层、环境、缓存、残留内容、旧节点包和下载，并附上大小和可以安全移除的原因；加上 --yes 会移除它们。模型、输出、设置和已移除实例的文件绝不在其中。另一个 Portico 此刻需要的内容会保留。</translation>
    </message>
    <message>
        <source>Only these kinds: generations, layers, environments, caches, staging, kept-packs, downloads.</source>
        <translation>只包括这些种类：generations、layers、environments、caches、staging、kept-packs、downloads。</translation>
    </message>
    <message>
        <source>Only list it, as without --yes.</source>
        <translation>只列出，与不加 --yes 相同。</translation>
    </message>
    <message>
        <source>Really remove it.</source>
        <translation>真正移除。</translation>
    </message>
</context>
<context>
    <name>portico::cli::CommandWords</name>
    <message>
        <source>The folder that holds the installs.</source>
        <translation>存放各实例的文件夹。</translation>
    </message>
    <message>
        <source>Print JSON on standard output.</source>
        <translation>在标准输出上输出 JSON。</translation>
    </message>
    <message>
        <source>Tell what the command does.</source>
        <translation>说明该命令的作用。</translation>
    </message>
</context>
<context>
    <name>portico::cli::Commands</name>
    <message>
        <source>porticoctl installs, starts, watches and removes portable ComfyUI.</source>
        <translation>porticoctl 安装、启动、监控和移除便携版 ComfyUI。</translation>
    </message>
    <message>
        <source>Usage: porticoctl [--library DIR] [--json] &lt;command&gt; …</source>
        <translation>用法：porticoctl [--library DIR] [--json] &lt;command&gt; …</translation>
    </message>
    <message>
        <source>“porticoctl help &lt;command&gt;” tells more. --library and --json may stand before or after any command.</source>
        <translation>“porticoctl help &lt;command&gt;”提供更多说明。--library 和 --json 可以写在任何命令之前或之后。</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 4 not found, 5 busy.</source>
        <translation>退出码：0 完成，1 失败，2 用法错误，3 被拒绝，4 未找到，5 正忙。</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>选项：</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>参数：</translation>
    </message>
</context>
<context>
    <name>portico::cli::CompletionCommand</name>
    <message>
        <source>“completion” takes one shell.</source>
        <translation>“completion”接受一个 shell。</translation>
    </message>
    <message>
        <source>See “porticoctl help completion”.</source>
        <translation>请见“porticoctl help completion”。</translation>
    </message>
    <message>
        <source>There is no completion for “%1”.</source>
        <translation>没有用于“%1”的补全。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>请选择其中之一：%1。</translation>
    </message>
    <message>
        <source>Print what makes a shell complete these commands</source>
        <translation>输出使 shell 能够补全这些命令的内容</translation>
    </message>
    <message>
        <source>Portico&apos;s packages bring it along. By hand: “source &lt;(porticoctl completion bash)” in ~/.bashrc; “porticoctl completion zsh &gt; ~/.zfunc/_porticoctl” with that folder in $fpath; “porticoctl completion fish &gt; ~/.config/fish/completions/porticoctl.fish”. “suggest” is what they ask at each Tab.</source>
        <translation>Portico 的软件包自带补全。手动设置：在 ~/.bashrc 中写入“source &lt;(porticoctl completion bash)”；“porticoctl completion zsh &gt; ~/.zfunc/_porticoctl”，并将该文件夹加入 $fpath；“porticoctl completion fish &gt; ~/.config/fish/completions/porticoctl.fish”。“suggest”是它们在每次按 Tab 时查询的命令。</translation>
    </message>
    <message>
        <source>The shell.</source>
        <translation>该 shell。</translation>
    </message>
</context>
<context>
    <name>portico::cli::ComposeCommand</name>
    <message>
        <source>“%1” says nothing about packages.</source>
        <translation>“%1”没有说明软件包的选择方式。</translation>
    </message>
    <message>
        <source>Write auto, newest or as-of-version.</source>
        <translation>请写 auto、newest 或 as-of-version。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>“%1”不是端口。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>请选择 1 到 65535 之间的数字，例如 8188。</translation>
    </message>
    <message>
        <source>No bundle: Python, ComfyUI and its packages are put together on this computer.</source>
        <translation>不使用整合包：在这台计算机上组装 Python、ComfyUI 及其软件包。</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository or a fork of it: an address or a folder.</source>
        <translation>ComfyUI 的仓库或其分支项目：地址或文件夹。</translation>
    </message>
    <message>
        <source>Tag, branch or commit (default: the repository&apos;s own).</source>
        <translation>标签、分支或提交（默认：仓库自己的）。</translation>
    </message>
    <message>
        <source>What torch runs on: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu (default: what suits this computer).</source>
        <translation>torch 在什么上运行：cu130、cu128、cu126、rocm7.2、xpu、mps、cpu（默认：适合这台计算机的）。</translation>
    </message>
    <message>
        <source>A version such as 3.12, or the path of a Python of this computer.</source>
        <translation>版本（例如 3.12），或这台计算机上某个 Python 的路径。</translation>
    </message>
    <message>
        <source>Which packages count: newest, as-of-version (of the time of that ComfyUI), or auto (default: as-of-version when it is older than a month).</source>
        <translation>采用哪些软件包：newest、as-of-version（该 ComfyUI 当时的），或 auto（默认：其发布超过一个月时为 as-of-version）。</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code.</source>
        <translation>构建没有现成版本的软件包；这会运行它们的代码。</translation>
    </message>
    <message>
        <source>Keep what was downloaded for the next time.</source>
        <translation>为下次保留已下载的内容。</translation>
    </message>
    <message>
        <source>Put ComfyUI together</source>
        <translation>组装 ComfyUI</translation>
    </message>
</context>
<context>
    <name>portico::cli::DiagnoseCommand</name>
    <message>
        <source>There is no fix “%1”.</source>
        <translation>没有处理方法“%1”。</translation>
    </message>
    <message>
        <source>Choose one of the numbers that “porticoctl diagnose” prints.</source>
        <translation>请选择“porticoctl diagnose”输出的编号之一。</translation>
    </message>
    <message>
        <source>Nothing can be done about this by a command: %1</source>
        <translation>没有命令可以处理此问题：%1</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>读取日志</translation>
    </message>
    <message>
        <source>“%1” was not started yet, so there is no log.</source>
        <translation>“%1”还没有启动过，因此没有日志。</translation>
    </message>
    <message>
        <source>nothing known is wrong</source>
        <translation>没有发现已知的问题</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n 项发现</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>%1, started %2, ended with %3: %4.</source>
        <translation>%1，启动于 %2，以 %3 结束：%4。</translation>
    </message>
    <message>
        <source>%1, started %2: %3.</source>
        <translation>%1，启动于 %2：%3。</translation>
    </message>
    <message>
        <source>Done: %1. Start “%2” again to see whether it helped.</source>
        <translation>完成：%1。请再次启动“%2”，查看是否有帮助。</translation>
    </message>
    <message>
        <source>Say why ComfyUI did not start or what went wrong, and what helps</source>
        <translation>说明 ComfyUI 为什么没有启动或出了什么问题，以及如何解决</translation>
    </message>
    <message>
        <source>Reads the log of the last start, also while ComfyUI runs, and prints what it knows of it: causes, the lines that tell them, and the command that helps. With --fix it does what the finding with that number proposes; what changes packages or node packs is only planned without --yes. Exit code 1: something keeps ComfyUI from running; 0: nothing does; 4: there is no such install or file.</source>
        <translation>读取上次启动的日志（ComfyUI 运行期间也可以），并输出从中得知的内容：原因、表明原因的日志行，以及有帮助的命令。使用 --fix 会执行该编号的发现所建议的操作；不加 --yes 时，更改软件包或节点包的操作只制定方案。退出码 1：有问题使 ComfyUI 无法运行；0：没有；4：没有这样的实例或文件。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>Read this file instead: any log of ComfyUI.</source>
        <translation>改为读取此文件：ComfyUI 的任意日志。</translation>
    </message>
    <message>
        <source>Do what the finding with this number proposes.</source>
        <translation>执行此编号的发现所建议的操作。</translation>
    </message>
    <message>
        <source>Agree to the plan of the fix unseen.</source>
        <translation>不查看即同意处理方案。</translation>
    </message>
</context>
<context>
    <name>portico::cli::DiskCommand</name>
    <message>
        <source>%1 in all.</source>
        <translation>总共 %1。</translation>
    </message>
    <message>
        <source>%1 more are used in several places and take their space once.</source>
        <translation>另有 %1 在多处使用，但只占用一次空间。</translation>
    </message>
    <message>
        <source>“porticoctl clean” lists what nobody needs.</source>
        <translation>“porticoctl clean”会列出没有人需要的内容。</translation>
    </message>
    <message>
        <source>Show what takes how much space</source>
        <translation>显示各部分占用的空间</translation>
    </message>
    <message>
        <source>Measures the library: what is shared by several installs counts once, where they share it. Folders of your own that Portico only starts lie elsewhere and do not count.</source>
        <translation>测量库：多个实例共用的内容在其共用处只计一次。您自己的、Portico 只负责启动的文件夹位于别处，不计入。</translation>
    </message>
    <message>
        <source>Measure the library</source>
        <translation>测量库</translation>
    </message>
</context>
<context>
    <name>portico::cli::DriftCommand</name>
    <message>
        <source>“%1” is a folder of your own: its files are not listed. “porticoctl verify” looks at its packages.</source>
        <translation>“%1”是您自己的文件夹：没有列出其文件。“porticoctl verify”会查看其软件包。</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is as it was installed (%n files).</source>
        <translation>
            <numerusform>“%1”与安装时一致（%n 个文件）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Put it back: porticoctl drift %1 --put-back</source>
        <translation>恢复原样：porticoctl drift %1 --put-back</translation>
    </message>
    <message>
        <source>Keep what was added, in a layer: porticoctl drift %1 --absorb</source>
        <translation>将添加的内容保留在层中：porticoctl drift %1 --absorb</translation>
    </message>
    <message>
        <source>What was replaced is in %1</source>
        <translation>被替换的内容在 %1 中</translation>
    </message>
    <message>
        <source>Compare with what was installed</source>
        <translation>与安装时比较</translation>
    </message>
    <message>
        <source>Say what changed in an install&apos;s Python since it was installed</source>
        <translation>说明实例的 Python 自安装以来有哪些变化</translation>
    </message>
    <message>
        <source>Compares every file of Python, ComfyUI and their packages, and of the install&apos;s layer, with what was installed; also while ComfyUI runs. Exit code 0: nothing changed; 1: something did. --put-back gives back what was there; --absorb first makes packages that were added part of the install&apos;s layer.</source>
        <translation>将 Python、ComfyUI 及其软件包以及实例的层的每个文件与安装时比较；ComfyUI 运行期间也可以。退出码 0：没有变化；1：有变化。--put-back 恢复原有的内容；--absorb 先将添加的软件包纳入实例的层。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>Put back what was there.</source>
        <translation>恢复原有的内容。</translation>
    </message>
    <message>
        <source>Make added packages part of the layer.</source>
        <translation>将添加的软件包纳入层。</translation>
    </message>
</context>
<context>
    <name>portico::cli::DriftNotice</name>
    <message>
        <source>Compare with what was installed</source>
        <translation>与安装时比较</translation>
    </message>
    <message>
        <source>What can be done: porticoctl drift %1</source>
        <translation>处理方法：porticoctl drift %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::DuplicateCommand</name>
    <message>
        <source>It shares %1 with the first one until either changes.</source>
        <translation>在其中一个更改之前，它与第一个共用 %1。</translation>
    </message>
    <message>
        <source>It shares Python&apos;s files with the first one; %1 were copied.</source>
        <translation>它与第一个共用 Python 的文件；复制了 %1。</translation>
    </message>
    <message>
        <source>%1 were copied: files cannot be shared on this disk.</source>
        <translation>复制了 %1：在此磁盘上无法共用文件。</translation>
    </message>
    <message>
        <source>“%1” is there, on port %2.</source>
        <translation>“%1”已就位，端口为 %2。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>“%1”不是端口。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>请选择 1 到 65535 之间的数字，例如 8188。</translation>
    </message>
    <message>
        <source>Duplicate an install</source>
        <translation>复制实例</translation>
    </message>
    <message>
        <source>Make a second install of one, in seconds</source>
        <translation>在几秒内创建实例的副本</translation>
    </message>
    <message>
        <source>The new install has the same ComfyUI, Python, node packs, packages, settings and workflows, and a port of its own; from then on the two are independent. What can be shared on this disk takes no space again. Models are shared, never copied; what the first one has made stays with it unless --with-outputs is given.</source>
        <translation>新实例具有相同的 ComfyUI、Python、节点包、软件包、设置和工作流，以及自己的端口；此后两者互相独立。在此磁盘上可以共用的内容不会再次占用空间。模型是共用的，绝不复制；除非给出 --with-outputs，否则第一个实例生成的内容仍只属于它。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>What to call the new one.</source>
        <translation>新实例的名称。</translation>
    </message>
    <message>
        <source>Its port.</source>
        <translation>其端口。</translation>
    </message>
    <message>
        <source>Copy the output folder, too.</source>
        <translation>同时复制输出文件夹。</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvCommand</name>
    <message>
        <source>Removed: %1</source>
        <translation>已移除：%1</translation>
    </message>
    <message>
        <source>There was nothing to remove.</source>
        <translation>没有可移除的内容。</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>已释放 %1。</translation>
    </message>
    <message>
        <source>See “porticoctl help env”.</source>
        <translation>请见“porticoctl help env”。</translation>
    </message>
    <message>
        <source>Isolate node packs</source>
        <translation>隔离节点包</translation>
    </message>
    <message>
        <source>Undo isolations</source>
        <translation>取消隔离</translation>
    </message>
    <message>
        <source>“--again” belongs to “build” with names.</source>
        <translation>“--again”用于带名称的“build”。</translation>
    </message>
    <message>
        <source>Look at the environments</source>
        <translation>查看环境</translation>
    </message>
    <message>
        <source>Build environments</source>
        <translation>构建环境</translation>
    </message>
    <message>
        <source>Repair environments</source>
        <translation>修复环境</translation>
    </message>
    <message>
        <source>“%1” is not “list”, “build”, “repair”, “remove”, “isolate”, “rejoin”, “wishes” or “system”.</source>
        <translation>“%1”不是“list”、“build”、“repair”、“remove”、“isolate”、“rejoin”、“wishes”或“system”。</translation>
    </message>
    <message>
        <source>Name the environments to remove, or “--unused”.</source>
        <translation>请指定要移除的环境，或“--unused”。</translation>
    </message>
    <message>
        <source>Remove environments</source>
        <translation>移除环境</translation>
    </message>
    <message>
        <source>List, build, repair or remove isolated environments of node packs</source>
        <translation>列出、构建、修复或移除节点包的隔离环境</translation>
    </message>
    <message>
        <source>A folder of nodes with a comfy-env.toml gets a Python of its own, made as its comfy-env would make it. “list” says how each one is (exit code 1: one is not as it should be); “build” makes what is missing or out of date, “repair” also what is broken; with names only those, and “--again” even if they are well. “remove” takes away the named ones, or with “--unused” those that no pack asks for. “isolate” gives an ordinary pack a Python of its own, if a trial shows that none of its nodes is lost, and “rejoin” undoes it; “wishes” plans the packs that others want beside themselves, and “system” shows how to get the packages of the system that they need; these four do it with “--yes” only.</source>
        <translation>带有 comfy-env.toml 的节点文件夹会得到自己的 Python，按其 comfy-env 的方式创建。“list”说明每个环境的状态（退出码 1：有环境状态不正常）；“build”创建缺失或过时的环境，“repair”还包括已损坏的；给出名称时只处理这些，加上“--again”时即使状态正常也重新构建。“remove”移除指定的环境，或用“--unused”移除没有节点包需要的。“isolate”让普通节点包得到自己的 Python，前提是试用表明不会失去任何节点，“rejoin”则将其撤销；“wishes”为其他节点包希望有的节点包制定方案，“system”显示如何取得它们需要的系统软件包；这四个只有加上“--yes”才会执行。</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>要进行的操作。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>Of an environment or a pack.</source>
        <translation>环境或节点包的名称。</translation>
    </message>
    <message>
        <source>Build the named ones anew.</source>
        <translation>重新构建指定的环境。</translation>
    </message>
    <message>
        <source>Remove what no pack asks for.</source>
        <translation>移除没有节点包需要的内容。</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvLines</name>
    <message numerus="yes">
        <source>Python %1, %n package(s)</source>
        <translation>
            <numerusform>Python %1，%n 个软件包</numerusform>
        </translation>
    </message>
    <message>
        <source>The last build failed: %1</source>
        <translation>上次构建失败：%1</translation>
    </message>
    <message>
        <source>It leans on this computer&apos;s Python: %1</source>
        <translation>它依托于这台计算机的 Python：%1</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>“%1”, line %2: %3</source>
        <translation>“%1”，第 %2 行：%3</translation>
    </message>
    <message>
        <source>“%1” wants these packs, too: %2</source>
        <translation>“%1”还希望有这些节点包：%2</translation>
    </message>
    <message>
        <source>“%1” wants these packs, which are disabled: %2</source>
        <translation>“%1”希望有这些已禁用的节点包：%2</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system; to have them, run: %2</source>
        <translation>“%1”需要系统的软件包；若要取得，请运行：%2</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system. %2 %3</source>
        <translation>“%1”需要系统的软件包。%2 %3</translation>
    </message>
    <message>
        <source>comfy-env %1, for %2</source>
        <translation>comfy-env %1，适用于 %2</translation>
    </message>
    <message>
        <source>comfy-env is not installed here; the packs ask for %1.</source>
        <translation>这里没有安装 comfy-env；节点包要求 %1。</translation>
    </message>
    <message>
        <source>“%1” asks for comfy-env %2.</source>
        <translation>“%1”要求 comfy-env %2。</translation>
    </message>
    <message>
        <source>No pack of this install asks for an environment of its own.</source>
        <translation>此实例没有节点包要求自己的环境。</translation>
    </message>
    <message>
        <source>“porticoctl env wishes” plans and installs the packs that are wanted.</source>
        <translation>“porticoctl env wishes”会为希望有的节点包制定方案并安装。</translation>
    </message>
    <message>
        <source>“porticoctl env system” installs the packages of the system.</source>
        <translation>“porticoctl env system”会安装系统的软件包。</translation>
    </message>
    <message>
        <source>Not used: %1, %2</source>
        <translation>未使用：%1，%2</translation>
    </message>
    <message>
        <source>“%1” was built by %2</source>
        <translation>“%1”由 %2 构建</translation>
    </message>
    <message>
        <source>“%1” was there already.</source>
        <translation>“%1”原已存在。</translation>
    </message>
    <message>
        <source>“%1” was not built: %2 %3</source>
        <translation>没有构建“%1”：%2 %3</translation>
    </message>
    <message>
        <source>There was nothing to build.</source>
        <translation>没有可构建的内容。</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvSystem</name>
    <message>
        <source>Look for packages of the system</source>
        <translation>查找系统的软件包</translation>
    </message>
    <message>
        <source>Every package of the system that the node packs ask for is there.</source>
        <translation>节点包要求的系统软件包全部都在。</translation>
    </message>
    <message>
        <source>Runs: %1</source>
        <translation>运行：%1</translation>
    </message>
    <message>
        <source>Nothing was done. Run this line, or let it be run with --yes.</source>
        <translation>没有执行任何操作。请运行此行，或加上 --yes 让它运行。</translation>
    </message>
    <message>
        <source>The packages of the system were not installed: %1</source>
        <translation>没有安装系统的软件包：%1</translation>
    </message>
    <message>
        <source>Its own words above say why; where a package is not found, “sudo apt-get update” often helps.</source>
        <translation>上方它自己的消息说明了原因；如果找不到软件包，“sudo apt-get update”通常有帮助。</translation>
    </message>
    <message>
        <source>The packages of the system are installed.</source>
        <translation>系统的软件包已安装。</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvWishes</name>
    <message>
        <source>%1 wants “%2” from %3</source>
        <translation>%1 希望有来自 %3 的“%2”</translation>
    </message>
    <message>
        <source>Install the packs that others want</source>
        <translation>安装其他节点包希望有的节点包</translation>
    </message>
    <message>
        <source>Every pack that another one wants is there.</source>
        <translation>其他节点包希望有的节点包全部都在。</translation>
    </message>
</context>
<context>
    <name>portico::cli::FixRun</name>
    <message>
        <source>Look what the node pack needs</source>
        <translation>查看节点包需要的内容</translation>
    </message>
    <message>
        <source>No command carries out this fix.</source>
        <translation>没有执行此处理方法的命令。</translation>
    </message>
    <message>
        <source>Please report this as a bug.</source>
        <translation>请将此作为缺陷报告。</translation>
    </message>
</context>
<context>
    <name>portico::cli::GenerationLines</name>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>current</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>“porticoctl clean” may remove it</source>
        <translation>“porticoctl clean”可能会移除它</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>层 %1</translation>
    </message>
    <message>
        <source>Its files are not all there: it cannot be used.</source>
        <translation>它的文件不全：无法使用。</translation>
    </message>
    <message>
        <source>“%1” already is at generation %2: nothing was changed.</source>
        <translation>“%1”已在世代 %2：没有更改任何内容。</translation>
    </message>
    <message>
        <source>“%1” went from generation %2 to %3.</source>
        <translation>“%1”从世代 %2 转到了 %3。</translation>
    </message>
</context>
<context>
    <name>portico::cli::GenerationsCommand</name>
    <message>
        <source>“%1” is no number of a generation.</source>
        <translation>“%1”不是世代的编号。</translation>
    </message>
    <message>
        <source>“porticoctl generations” lists them.</source>
        <translation>“porticoctl generations”会列出它们。</translation>
    </message>
    <message>
        <source>%1 in all; what generations share is counted once.</source>
        <translation>总共 %1；世代之间共用的内容只计一次。</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” stays until its pin is taken away.</source>
        <translation>“%2”的世代 %1 会保留，直到取消固定。</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not pinned any more.</source>
        <translation>“%2”的世代 %1 不再固定。</translation>
    </message>
    <message>
        <source>Both --pin and --unpin are given.</source>
        <translation>同时给出了 --pin 和 --unpin。</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <translation>请给出其中一个。</translation>
    </message>
    <message>
        <source>Look at the generations</source>
        <translation>查看世代</translation>
    </message>
    <message>
        <source>Go to another generation</source>
        <translation>切换到另一个世代</translation>
    </message>
    <message>
        <source>List the versions of ComfyUI that an install can go back to</source>
        <translation>列出实例可以退回到的 ComfyUI 版本</translation>
    </message>
    <message>
        <source>Each update makes a new generation beside the old: ComfyUI, Python and the layer of node packs&apos; packages. The last three stay, and all that are current, pinned or named by a snapshot; the others go with “porticoctl clean”.</source>
        <translation>每次更新都会在旧世代旁边创建新世代：ComfyUI、Python 以及节点包的软件包的层。最近三个会保留，当前的、已固定的或快照提到的也会保留；其余的随“porticoctl clean”移除。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>Keep this one, whatever is cleaned.</source>
        <translation>无论清理什么，都保留这一个。</translation>
    </message>
    <message>
        <source>Take its pin away.</source>
        <translation>取消固定。</translation>
    </message>
    <message>
        <source>Go back to an older generation, without a network</source>
        <translation>退回到较旧的世代，不需要网络</translation>
    </message>
    <message>
        <source>ComfyUI, Python, the packages of node packs and the database become those of the generation before, or of the one that is named, which may be a newer one. Node packs, settings and your files stay as they are. ComfyUI must be stopped.</source>
        <translation>ComfyUI、Python、节点包的软件包和数据库变成前一个世代的，或指定世代的（可以是更新的）。节点包、设置和您的文件保持不变。必须先停止 ComfyUI。</translation>
    </message>
    <message>
        <source>The number of the generation.</source>
        <translation>世代的编号。</translation>
    </message>
</context>
<context>
    <name>portico::cli::GithubCommand</name>
    <message>
        <source>“%1” is none of: %2.</source>
        <translation>“%1”不是以下之一：%2。</translation>
    </message>
    <message>
        <source>“%1” needs more than was given.</source>
        <translation>“%1”需要的内容多于给出的。</translation>
    </message>
    <message>
        <source>The repository was not said: --repo owner/name.</source>
        <translation>没有指明仓库：--repo owner/name。</translation>
    </message>
    <message>
        <source>The repository on GitHub.</source>
        <translation>GitHub 上的仓库。</translation>
    </message>
    <message>
        <source>For login: a company&apos;s own GitHub, kept for all that follows.</source>
        <translation>用于 login：公司自己的 GitHub，之后的操作都会沿用。</translation>
    </message>
    <message>
        <source>The workflow&apos;s file.</source>
        <translation>工作流的文件。</translation>
    </message>
    <message>
        <source>The branch; without this the repository&apos;s own.</source>
        <translation>分支；不给出则用仓库自己的。</translation>
    </message>
    <message>
        <source>For trigger: an input of the workflow; may come again.</source>
        <translation>用于 trigger：工作流的一项输入；可以多次给出。</translation>
    </message>
    <message>
        <source>For trigger: watch the run to its end.</source>
        <translation>用于 trigger：监视运行直到结束。</translation>
    </message>
    <message>
        <source>For download and trigger: where artifacts go, each a folder.</source>
        <translation>用于 download 和 trigger：构建产物的存放位置，每个一个文件夹。</translation>
    </message>
    <message>
        <source>For download: only the artifact of that name.</source>
        <translation>用于 download：只下载该名称的构建产物。</translation>
    </message>
    <message>
        <source>For watch and trigger: seconds between two looks at first.</source>
        <translation>用于 watch 和 trigger：最初两次查看之间的秒数。</translation>
    </message>
    <message>
        <source>For push: what the commit says.</source>
        <translation>用于 push：提交说明。</translation>
    </message>
    <message>
        <source>For push: the folder in the repository.</source>
        <translation>用于 push：仓库中的文件夹。</translation>
    </message>
    <message>
        <source>For release: its tag, such as v1.2.0.</source>
        <translation>用于 release：其标签，例如 v1.2.0。</translation>
    </message>
    <message>
        <source>For release: its title; the tag without this.</source>
        <translation>用于 release：其标题；不给出则用标签。</translation>
    </message>
    <message>
        <source>For release: what it says, in Markdown.</source>
        <translation>用于 release：其说明，使用 Markdown。</translation>
    </message>
    <message>
        <source>For release: not the latest one.</source>
        <translation>用于 release：不设为最新发行版。</translation>
    </message>
    <message>
        <source>See “porticoctl help github”.</source>
        <translation>请见“porticoctl help github”。</translation>
    </message>
    <message>
        <source>Build bundles with GitHub Actions and publish them there</source>
        <translation>用 GitHub Actions 构建整合包并在那里发布</translation>
    </message>
    <message>
        <source>“login” reads a token from standard input, asks GitHub whose it is, and keeps it in the system&apos;s keychain. “push” puts a recipe (a file or a folder) onto a branch as one commit; “trigger” starts a workflow and names its run; “watch” tells each step as it ends and, where one fails, the last lines of its log; “download” fetches what the run made and compares it with GitHub&apos;s digest; “release” publishes files with their SHA-256. Where there is no keychain the token may be in the variable PORTICO_GITHUB_TOKEN, or in a file that only you may read and that PORTICO_GITHUB_TOKEN_FILE names (PORTICO_GITHUB_SERVER_TOKEN and …_FILE for a company&apos;s own server).</source>
        <translation>“login”从标准输入读取令牌，向 GitHub 查询它属于谁，并保存到系统的密钥环中。“push”将配方（文件或文件夹）作为一次提交放到分支上；“trigger”启动工作流并指明其运行；“watch”在每个步骤结束时报告，如有步骤失败，还会显示其日志的最后几行；“download”获取运行生成的内容，并与 GitHub 的摘要比较；“release”发布文件及其 SHA-256。如果没有密钥环，可以将令牌放在变量 PORTICO_GITHUB_TOKEN 中，或放在只有您可读、由 PORTICO_GITHUB_TOKEN_FILE 指定的文件中（公司自己的服务器用 PORTICO_GITHUB_SERVER_TOKEN 和 …_FILE）。</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>要进行的操作。</translation>
    </message>
    <message>
        <source>A path, a run&apos;s number, or files.</source>
        <translation>路径、运行的编号或文件。</translation>
    </message>
    <message>
        <source>“%1” is no folder in a repository.</source>
        <translation>“%1”不是仓库中的文件夹。</translation>
    </message>
    <message>
        <source>Push to GitHub</source>
        <translation>推送到 GitHub</translation>
    </message>
    <message numerus="yes">
        <source>Pushed %n file(s) to %1 as %2.</source>
        <translation>
            <numerusform>已将 %n 个文件推送到 %1，提交为 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>The branch %1 has all of it already.</source>
        <translation>分支 %1 已有全部内容。</translation>
    </message>
    <message>
        <source>The release&apos;s tag was not said: --tag v1.2.0.</source>
        <translation>没有指明发行版的标签：--tag v1.2.0。</translation>
    </message>
    <message>
        <source>Make a release</source>
        <translation>创建发行版</translation>
    </message>
    <message numerus="yes">
        <source>Published %1 with %n file(s).</source>
        <translation>
            <numerusform>已发布 %1，含 %n 个文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on %2.</source>
        <translation>%2 上的 %1。</translation>
    </message>
    <message>
        <source>A fine-grained token: its permissions show at use.</source>
        <translation>细粒度令牌：其权限在使用时才能看到。</translation>
    </message>
    <message>
        <source>Rights: %1.</source>
        <translation>权限：%1。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>No token was given.</source>
        <translation>没有提供令牌。</translation>
    </message>
    <message>
        <source>Write it to standard input, on one line. Tokens are made at %1/settings/tokens, with the rights “repo” and “workflow”.</source>
        <translation>请将其写到标准输入的一行中。令牌在 %1/settings/tokens 创建，需要“repo”和“workflow”权限。</translation>
    </message>
    <message>
        <source>Ask GitHub whose the token is</source>
        <translation>向 GitHub 查询令牌属于谁</translation>
    </message>
    <message>
        <source>The token is good, but could not be kept.</source>
        <translation>令牌有效，但无法保存。</translation>
    </message>
    <message>
        <source>Where there is no keychain, write it into a file that only you may read, and name that in the variable %1_FILE.</source>
        <translation>如果没有密钥环，请将其写入只有您可读的文件，并在变量 %1_FILE 中指定该文件。</translation>
    </message>
    <message>
        <source>A run is named by its number, such as 30433642; --every takes seconds.</source>
        <translation>运行用其编号指定，例如 30433642；--every 接受秒数。</translation>
    </message>
    <message>
        <source>compared with GitHub&apos;s digest</source>
        <translation>已与 GitHub 的摘要比较</translation>
    </message>
    <message>
        <source>GitHub named no digest</source>
        <translation>GitHub 没有给出摘要</translation>
    </message>
    <message>
        <source>An input is written as name=value.</source>
        <translation>输入写成 name=value。</translation>
    </message>
    <message>
        <source>Start a workflow</source>
        <translation>启动工作流</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>运行 %1：%2</translation>
    </message>
    <message>
        <source>Watch a workflow</source>
        <translation>监视工作流</translation>
    </message>
    <message>
        <source>Cancel a workflow</source>
        <translation>取消工作流</translation>
    </message>
    <message>
        <source>Run %1 was asked to end.</source>
        <translation>已请求运行 %1 结束。</translation>
    </message>
    <message>
        <source>List workflows&apos; runs</source>
        <translation>列出工作流的运行</translation>
    </message>
    <message>
        <source>No runs.</source>
        <translation>没有运行。</translation>
    </message>
    <message>
        <source>Where to was not said: --output-dir DIR.</source>
        <translation>没有指明存放位置：--output-dir DIR。</translation>
    </message>
    <message>
        <source>Download artifacts</source>
        <translation>下载构建产物</translation>
    </message>
</context>
<context>
    <name>portico::cli::HardwareCommand</name>
    <message>
        <source>compute capability %1</source>
        <translation>计算能力 %1</translation>
    </message>
    <message>
        <source>part of the processor</source>
        <translation>处理器的一部分</translation>
    </message>
    <message numerus="yes">
        <source>    split into %n part(s): %1</source>
        <translation>
            <numerusform>    分成 %n 部分：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Right build: %1</source>
        <translation>合适的构建版本：%1</translation>
    </message>
    <message>
        <source>Ready bundles: %1</source>
        <translation>现成的整合包：%1</translation>
    </message>
    <message>
        <source>torch comes from: %1</source>
        <translation>torch 来自：%1</translation>
    </message>
    <message>
        <source>Free disk of the library: %1 of %2</source>
        <translation>库所在磁盘的可用空间：%1（共 %2）</translation>
    </message>
    <message>
        <source>Show the GPUs of this computer and the build that suits them</source>
        <translation>显示这台计算机的 GPU 以及适合它们的构建版本</translation>
    </message>
    <message>
        <source>Says why this build is right and what would change it.</source>
        <translation>说明为什么此构建版本合适，以及什么会改变它。</translation>
    </message>
    <message>
        <source>Look at this computer</source>
        <translation>查看本机</translation>
    </message>
</context>
<context>
    <name>portico::cli::InstallCommand</name>
    <message>
        <source>What suits this computer best: a bundle, or ComfyUI put together from its parts where none fits.</source>
        <translation>最适合这台计算机的：整合包，或在没有适用整合包时由各部分组装的 ComfyUI。</translation>
    </message>
    <message>
        <source>This one: its id in the catalogue, or a file or address.</source>
        <translation>指定的这个：其在目录中的 ID，或文件或地址。</translation>
    </message>
    <message>
        <source>Which ComfyUI is recommended: stable (default) or latest.</source>
        <translation>推荐哪个 ComfyUI：stable（默认）或 latest。</translation>
    </message>
    <message>
        <source>This release of ComfyUI, where it is recommended.</source>
        <translation>在推荐时采用 ComfyUI 的此发行版。</translation>
    </message>
    <message>
        <source>What to call it.</source>
        <translation>它的名称。</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>访问它的端口。</translation>
    </message>
    <message>
        <source>A file or address must have this SHA-256.</source>
        <translation>文件或地址的内容必须具有此 SHA-256。</translation>
    </message>
    <message>
        <source>Refuse a bundle whose hash nobody published.</source>
        <translation>拒绝没有公布哈希值的整合包。</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>“%1”不是通道。</translation>
    </message>
    <message>
        <source>Write stable or latest.</source>
        <translation>请写 stable 或 latest。</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>“%1”不是版本。</translation>
    </message>
    <message>
        <source>“porticoctl versions” lists them.</source>
        <translation>“porticoctl versions”会列出它们。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>“%1”不是端口。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>请选择 1 到 65535 之间的数字，例如 8188。</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>“%1”不是 SHA-256。</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>请给出它的 64 位十六进制数字。</translation>
    </message>
    <message>
        <source>What to install was not said.</source>
        <translation>没有指明要安装的内容。</translation>
    </message>
    <message>
        <source>Give one of --recommended, --bundle ID and --compose.</source>
        <translation>请给出 --recommended、--bundle ID 和 --compose 之一。</translation>
    </message>
    <message>
        <source>The catalogue has no bundle of ComfyUI %1 that suits this computer.</source>
        <translation>目录中没有适合这台计算机的 ComfyUI %1 整合包。</translation>
    </message>
    <message>
        <source>Compose it from its parts: porticoctl install --compose --ref v%1</source>
        <translation>由各部分组装：porticoctl install --compose --ref v%1</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>目录中没有整合包“%1”。</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>“porticoctl catalogue --all”会列出全部整合包。</translation>
    </message>
    <message>
        <source>Install ComfyUI</source>
        <translation>安装 ComfyUI</translation>
    </message>
    <message>
        <source>Install ComfyUI from the catalogue: the right bundle, or a chosen one</source>
        <translation>从目录安装 ComfyUI：合适的整合包，或选定的整合包</translation>
    </message>
    <message>
        <source>Looks at this computer, chooses the bundle and says why; then it is downloaded, checked, unpacked and set up. “porticoctl catalogue” lists the ids.</source>
        <translation>查看这台计算机，选择整合包并说明原因；然后下载、检查、解压并配置。“porticoctl catalogue”会列出 ID。</translation>
    </message>
</context>
<context>
    <name>portico::cli::InstallJson</name>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>已崩溃</translation>
    </message>
</context>
<context>
    <name>portico::cli::Invocation</name>
    <message>
        <source>--library needs a folder, and none was given.</source>
        <translation>--library 需要文件夹，但没有给出。</translation>
    </message>
    <message>
        <source>Write it as --library DIR.</source>
        <translation>请写成 --library DIR。</translation>
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
        <translation>由 %1 使用</translation>
    </message>
    <message>
        <source>damaged, %1</source>
        <translation>已损坏，%1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n 个软件包</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no layer yet.</source>
        <translation>还没有层。</translation>
    </message>
    <message>
        <source>Wheels for building them again: %1.</source>
        <translation>用于重新构建它们的 wheel：%1。</translation>
    </message>
    <message>
        <source>%1 are not used; “porticoctl layers clean” removes them.</source>
        <translation>%1 未使用；“porticoctl layers clean”会移除它们。</translation>
    </message>
    <message>
        <source>The layer %1 was removed.</source>
        <translation>层 %1 已移除。</translation>
    </message>
    <message>
        <source>The layer %1 is being put in now and was kept.</source>
        <translation>层 %1 正在放入，已保留。</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>已释放 %1。</translation>
    </message>
    <message>
        <source>Nothing was unused.</source>
        <translation>没有未使用的内容。</translation>
    </message>
    <message>
        <source>List the layers</source>
        <translation>列出层</translation>
    </message>
    <message>
        <source>Remove unused layers</source>
        <translation>移除未使用的层</translation>
    </message>
    <message>
        <source>List the layers of packages, or remove those nobody uses</source>
        <translation>列出软件包的层，或移除没有人使用的层</translation>
    </message>
    <message>
        <source>A layer holds the packages that node packs need. Installs with the same needs over the same base share one. “clean” removes those that no install names, and the wheels that only they were made of.</source>
        <translation>层保存节点包需要的软件包。在相同基础环境上有相同需求的实例共用一个层。“clean”移除没有实例提到的层，以及只用于它们的 wheel。</translation>
    </message>
    <message>
        <source>“list” or “clean”.</source>
        <translation>“list”或“clean”。</translation>
    </message>
    <message>
        <source>“%1” is neither “list” nor “clean”.</source>
        <translation>“%1”既不是“list”也不是“clean”。</translation>
    </message>
    <message>
        <source>See “porticoctl help layers”.</source>
        <translation>请见“porticoctl help layers”。</translation>
    </message>
</context>
<context>
    <name>portico::cli::ListCommand</name>
    <message>
        <source>There is no install in %1 yet. Add one with: porticoctl add &lt;file|URL|folder&gt;</source>
        <translation>%1 中还没有实例。用以下命令添加：porticoctl add &lt;file|URL|folder&gt;</translation>
    </message>
    <message>
        <source>List all installs and what they do</source>
        <translation>列出所有实例及其状态</translation>
    </message>
    <message>
        <source>List the installs</source>
        <translation>列出实例</translation>
    </message>
</context>
<context>
    <name>portico::cli::LogCommand</name>
    <message>
        <source>--lines needs a number from 1 on, --level one of debug, info, warning, error.</source>
        <translation>--lines 需要从 1 起的数字，--level 需要 debug、info、warning、error 之一。</translation>
    </message>
    <message>
        <source>Try: porticoctl log %1 --lines 50 --level warning</source>
        <translation>请尝试：porticoctl log %1 --lines 50 --level warning</translation>
    </message>
    <message>
        <source>“%1” has no log yet: it was not started.</source>
        <translation>“%1”还没有日志：它没有启动过。</translation>
    </message>
    <message>
        <source>Show the log of an install</source>
        <translation>显示实例的日志</translation>
    </message>
    <message>
        <source>Of the running session, else of the last one.</source>
        <translation>正在运行的会话的日志，否则为上一次的。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>Go on showing new lines.</source>
        <translation>持续显示新的行。</translation>
    </message>
    <message>
        <source>How many lines to begin with (100).</source>
        <translation>最初显示的行数（100）。</translation>
    </message>
    <message>
        <source>Only lines of this level and above.</source>
        <translation>只显示此级别及以上的行。</translation>
    </message>
</context>
<context>
    <name>portico::cli::LogText</name>
    <message numerus="yes">
        <source>… %n line(s) left out: they came faster than they can be shown.</source>
        <translation>
            <numerusform>… 略去了 %n 行：它们来得太快，无法显示。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::Main</name>
    <message>
        <source>Usage: porticoctl %1 %2</source>
        <translation>用法：porticoctl %1 %2</translation>
    </message>
    <message>
        <source>“%1” needs more than was given.</source>
        <translation>“%1”需要的内容多于给出的。</translation>
    </message>
    <message>
        <source>“%1” takes no “%2”.</source>
        <translation>“%1”不接受“%2”。</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>没有命令“%1”。</translation>
    </message>
    <message>
        <source>“porticoctl help” lists all commands.</source>
        <translation>“porticoctl help”会列出所有命令。</translation>
    </message>
</context>
<context>
    <name>portico::cli::MigrateCommand</name>
    <message>
        <source>“%1” is no port.</source>
        <translation>“%1”不是端口。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>请选择 1 到 65535 之间的数字，例如 8188。</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>没有更改任何内容。加上 --yes 才会执行。</translation>
    </message>
    <message>
        <source>“%1” is there, on port %2. “%3” is as it was.</source>
        <translation>“%1”已就位，端口为 %2。“%3”保持原样。</translation>
    </message>
    <message>
        <source>Migrate a folder into the library</source>
        <translation>将文件夹迁移到库中</translation>
    </message>
    <message>
        <source>Make an install in the library of a folder that was added; says first what is taken over</source>
        <translation>用已添加的文件夹在库中创建实例；先说明会沿用什么</translation>
    </message>
    <message>
        <source>For an unpacked portable, a git checkout with its environment, a package of Stability Matrix or an install of Comfy Desktop that was added where it lies. Without --yes it only says what it would do. ComfyUI, node packs, packages, inputs and user files are taken over, with a Python of its own; models stay where they are and are used from there. The old folder is not changed and stays in the list; removing the new install undoes it.</source>
        <translation>适用于在原处添加的以下内容：解压后的便携版、带有环境的 git 检出、Stability Matrix 的软件包或 Comfy Desktop 的安装。不加 --yes 只说明将要做什么。会沿用 ComfyUI、节点包、软件包、输入和用户文件，并有自己的 Python；模型留在原处，并从那里使用。旧文件夹不会更改，仍保留在列表中；移除新实例即可撤销。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>What to call the new one.</source>
        <translation>新实例的名称。</translation>
    </message>
    <message>
        <source>Its port.</source>
        <translation>其端口。</translation>
    </message>
    <message>
        <source>Only say it, as without --yes.</source>
        <translation>只说明，与不加 --yes 相同。</translation>
    </message>
    <message>
        <source>Really do it.</source>
        <translation>真正执行。</translation>
    </message>
</context>
<context>
    <name>portico::cli::MoveLibraryCommand</name>
    <message>
        <source>Your settings name another library; this one is reached with “--library %1”.</source>
        <translation>您的设置指定了另一个库；用“--library %1”可以访问这一个。</translation>
    </message>
    <message>
        <source>The library is now in %1.</source>
        <translation>库现在位于 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1, were copied and compared.</source>
        <translation>
            <numerusform>已复制并比较 %n 个文件，共 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Move the whole library to another folder or disk</source>
        <translation>将整个库移到另一个文件夹或磁盘</translation>
    </message>
    <message>
        <source>On the same disk it is renamed; to another one every file is copied and compared before the old library goes. If it is interrupted, the old library is still there, and the same command goes on where it was. Nothing of the library may run meanwhile. Links stay links; what they lead to is not moved.</source>
        <translation>在同一磁盘上会重命名；移到另一个磁盘时，在旧库移除之前会复制并比较每个文件。如果被中断，旧库仍然存在，同一命令会从停下的地方继续。期间不得运行库中的任何内容。链接仍为链接；它们指向的内容不会移动。</translation>
    </message>
    <message>
        <source>Its new place: a folder that does not exist yet.</source>
        <translation>新位置：尚不存在的文件夹。</translation>
    </message>
    <message>
        <source>Move the library</source>
        <translation>移动库</translation>
    </message>
</context>
<context>
    <name>portico::cli::NetworkCommand</name>
    <message>
        <source>What to do; “show” when nothing is said. Tests: github, package-index, torch-index, python-mirror, git, uv, pip; all when none is named. Settings: proxy, proxy-user, no-proxy, certificates, github-mirror, package-index, torch-index, python-mirror, http-hosts.</source>
        <translation>要进行的操作；不指明时为“show”。测试：github、package-index、torch-index、python-mirror、git、uv、pip；不指明时为全部。设置：proxy、proxy-user、no-proxy、certificates、github-mirror、package-index、torch-index、python-mirror、http-hosts。</translation>
    </message>
    <message>
        <source>With “set”: read the proxy&apos;s password from standard input, its first line; an empty one forgets it.</source>
        <translation>与“set”一起使用：从标准输入的第一行读取代理的密码；空行会清除密码。</translation>
    </message>
    <message>
        <source>“network” cannot “%1”.</source>
        <translation>“network”不能“%1”。</translation>
    </message>
    <message>
        <source>Choose one of: show, test, set.</source>
        <translation>请选择其中之一：show、test、set。</translation>
    </message>
    <message>
        <source>Show, test and set proxy, certificates and mirrors</source>
        <translation>显示、测试和设置代理、证书和镜像</translation>
    </message>
    <message>
        <source>What is set counts for downloads, git, uv, pip, pixi and ComfyUI alike.
  proxy=system | none | http://user@host:port | socks5://host:port | pac+https://host/proxy.pac
  no-proxy=intranet.example,10.0.0.0/8   certificates=/path/to/authority.pem
An empty value takes a setting back. The password goes into this computer&apos;s keychain; where there is none, give it in the variable PORTICO_PROXY_PASSWORD.</source>
        <translation>所设置的内容同样适用于下载、git、uv、pip、pixi 和 ComfyUI。
  proxy=system | none | http://user@host:port | socks5://host:port | pac+https://host/proxy.pac
  no-proxy=intranet.example,10.0.0.0/8   certificates=/path/to/authority.pem
空值会取消一项设置。密码保存在这台计算机的密钥环中；如果没有密钥环，请用变量 PORTICO_PROXY_PASSWORD 提供。</translation>
    </message>
    <message>
        <source>“%1” is no setting with a value.</source>
        <translation>“%1”不是带值的设置。</translation>
    </message>
    <message>
        <source>Write it as key=value, such as proxy=http://proxy.example:3128.</source>
        <translation>请写成 key=value，例如 proxy=http://proxy.example:3128。</translation>
    </message>
    <message>
        <source>There is no setting “%1”.</source>
        <translation>没有设置“%1”。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>请选择其中之一：%1。</translation>
    </message>
    <message>
        <source>Password of the proxy:</source>
        <translation>代理的密码：</translation>
    </message>
    <message>
        <source>The proxy&apos;s password could not be kept.</source>
        <translation>无法保存代理的密码。</translation>
    </message>
    <message>
        <source>Where there is no keychain, give it in the variable PORTICO_PROXY_PASSWORD.</source>
        <translation>如果没有密钥环，请用变量 PORTICO_PROXY_PASSWORD 提供。</translation>
    </message>
    <message>
        <source>Changed; it counts at once. Try it out with: porticoctl network test</source>
        <translation>已更改；立即生效。用以下命令测试：porticoctl network test</translation>
    </message>
    <message>
        <source>Its password: porticoctl network set --password</source>
        <translation>其密码：porticoctl network set --password</translation>
    </message>
    <message>
        <source>Nothing was given to set.</source>
        <translation>没有给出要设置的内容。</translation>
    </message>
    <message>
        <source>also trusts %1</source>
        <translation>还信任 %1</translation>
    </message>
    <message>
        <source>trusts the authorities in %1</source>
        <translation>信任 %1 中的证书颁发机构</translation>
    </message>
    <message>
        <source>Password of the proxy: %1</source>
        <translation>代理的密码：%1</translation>
    </message>
    <message>
        <source>nothing of its own</source>
        <translation>没有自己的</translation>
    </message>
    <message>
        <source>Look at the network</source>
        <translation>查看网络</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>详情：%1</translation>
    </message>
    <message>
        <source>There is no test “%1”.</source>
        <translation>没有测试“%1”。</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesChange</name>
    <message>
        <source>“%1” is installed.</source>
        <translation>“%1”已安装。</translation>
    </message>
    <message>
        <source>“%1” is enabled.</source>
        <translation>“%1”已启用。</translation>
    </message>
    <message>
        <source>“%1” is disabled.</source>
        <translation>“%1”已禁用。</translation>
    </message>
    <message>
        <source>“%1” is updated.</source>
        <translation>“%1”已更新。</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>“%1”已移除。</translation>
    </message>
    <message>
        <source>“%1” is back as it was.</source>
        <translation>“%1”已恢复成原来的样子。</translation>
    </message>
    <message>
        <source>The install.py of “%1” ran.</source>
        <translation>“%1”的 install.py 已运行。</translation>
    </message>
    <message>
        <source>“%1” runs in a Python of its own.</source>
        <translation>“%1”在自己的 Python 中运行。</translation>
    </message>
    <message>
        <source>“%1” is as it was before it was isolated.</source>
        <translation>“%1”已恢复成隔离之前的样子。</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>没有更改任何内容。加上 --yes 才会执行。</translation>
    </message>
    <message>
        <source>The packages are what the node packs need.</source>
        <translation>软件包与节点包的需求一致。</translation>
    </message>
    <message>
        <source>As it was before, until the next good start: %1</source>
        <translation>之前的样子，保留到下一次顺利启动：%1</translation>
    </message>
    <message>
        <source>With what install.py added, the plan is now:</source>
        <translation>加上 install.py 添加的内容，现在的方案是：</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>真正执行；否则只显示。</translation>
    </message>
    <message>
        <source>Leave out what this node pack needs, or one requirement of it; may be given several times.</source>
        <translation>略去此节点包的全部需求，或其中一项需求；可以多次给出。</translation>
    </message>
    <message>
        <source>Give this node pack a Python of its own; may be given several times.</source>
        <translation>让此节点包得到自己的 Python；可以多次给出。</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>可以从源代码构建软件包，这会运行它们自己的代码。</translation>
    </message>
    <message>
        <source>Install “%1” %2 from %3 (%4)</source>
        <translation>安装“%1” %2，来自 %3（%4）</translation>
    </message>
    <message>
        <source>Update “%1” from %2 to %3 (%4)</source>
        <translation>将“%1”从 %2 更新到 %3（%4）</translation>
    </message>
    <message>
        <source>Enable “%1”</source>
        <translation>启用“%1”</translation>
    </message>
    <message>
        <source>Disable “%1”</source>
        <translation>禁用“%1”</translation>
    </message>
    <message>
        <source>Remove “%1” (%2)</source>
        <translation>移除“%1”（%2）</translation>
    </message>
    <message>
        <source>Take back “%1” %2</source>
        <translation>撤销更改：“%1” %2</translation>
    </message>
    <message>
        <source>Run the install.py of “%1” in a throwaway copy</source>
        <translation>在一次性副本中运行“%1”的 install.py</translation>
    </message>
    <message>
        <source>Isolate “%1”: it gets a Python of its own</source>
        <translation>隔离“%1”：它会得到自己的 Python</translation>
    </message>
    <message>
        <source>Undo the isolation of “%1”</source>
        <translation>取消“%1”的隔离</translation>
    </message>
    <message>
        <source>what is checked out now is not part of its history any more</source>
        <translation>现在检出的内容已不属于其历史</translation>
    </message>
    <message numerus="yes">
        <source>%n new commit(s):</source>
        <translation>
            <numerusform>%n 个新提交：</numerusform>
        </translation>
    </message>
    <message>
        <source>changed by hand: %1</source>
        <translation>手动更改：%1</translation>
    </message>
    <message>
        <source>– from source or an address: needs --allow-builds</source>
        <translation>– 来自源代码或地址：需要 --allow-builds</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) beside ComfyUI&apos;s own (%1):</source>
        <translation>
            <numerusform>ComfyUI 自己的之外有 %n 个软件包（%1）：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) beside ComfyUI&apos;s own:</source>
        <translation>
            <numerusform>ComfyUI 自己的之外有 %n 个软件包：</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2): left to this install&apos;s own %3</source>
        <translation>%1（%2）：由此实例自己的 %3 提供</translation>
    </message>
    <message>
        <source>torch, which is missing</source>
        <translation>torch（缺失）</translation>
    </message>
    <message>
        <source>without what “%1” needs</source>
        <translation>不含“%1”需要的内容</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesCommand</name>
    <message>
        <source>What to do.</source>
        <translation>要进行的操作。</translation>
    </message>
    <message>
        <source>Usage: porticoctl nodes %1 %2</source>
        <translation>用法：porticoctl nodes %1 %2</translation>
    </message>
    <message>
        <source>“nodes %1” needs more than was given.</source>
        <translation>“nodes %1”需要的内容多于给出的。</translation>
    </message>
    <message>
        <source>“nodes %1” takes no “%2”.</source>
        <translation>“nodes %1”不接受“%2”。</translation>
    </message>
    <message>
        <source>“nodes %1” takes no “--%2”.</source>
        <translation>“nodes %1”不接受“--%2”。</translation>
    </message>
    <message>
        <source>“nodes” cannot “%1”.</source>
        <translation>“nodes”不能“%1”。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>请选择其中之一：%1。</translation>
    </message>
    <message>
        <source>What is installed is “id[@version]” of the Comfy Registry, “https://…[@tag, branch or commit]” of a git repository, a folder, an archive, a .py file, or a .json file that lists addresses. Nothing changes without --yes: first it is shown what would.</source>
        <translation>要安装的内容可以是 Comfy Registry 的“id[@version]”、git 仓库的“https://…[@tag, branch or commit]”、文件夹、压缩包、.py 文件，或列出地址的 .json 文件。不加 --yes 不会更改任何内容：会先显示将要进行的更改。</translation>
    </message>
    <message>
        <source>List, find, install, update and remove node packs</source>
        <translation>列出、查找、安装、更新和移除节点包</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesCooldown</name>
    <message>
        <source>Packages are trusted from the moment they are uploaded.</source>
        <translation>软件包从上传的那一刻起就受信任。</translation>
    </message>
    <message numerus="yes">
        <source>Packages are not trusted for %n day(s) after they were uploaded, where older ones fit.</source>
        <translation>
            <numerusform>软件包在上传后 %n 天内不受信任（如有适用的较旧版本）。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is no number of days.</source>
        <translation>“%1”不是天数。</translation>
    </message>
    <message>
        <source>Write a number from 0 (none) to %1.</source>
        <translation>请写 0（无）到 %1 的数字。</translation>
    </message>
    <message>
        <source>For how many days a newly uploaded package is not trusted yet; of all installs</source>
        <translation>新上传的软件包在多少天内还不受信任；适用于所有实例</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesExtras</name>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>没有更改任何内容。加上 --yes 才会执行。</translation>
    </message>
    <message>
        <source>There is no layer any more.</source>
        <translation>已没有层。</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>层 %1</translation>
    </message>
    <message>
        <source>Extras</source>
        <translation>附加包</translation>
    </message>
    <message>
        <source>Give an install a set of packages that many node packs use, on its own torch</source>
        <translation>为实例提供许多节点包会使用的一组软件包，基于其自己的 torch</translation>
    </message>
    <message>
        <source>A set of your own: a JSON file with packages, strip, files.</source>
        <translation>自定的一组：含有 packages、strip、files 的 JSON 文件。</translation>
    </message>
    <message>
        <source>The install has no extras any more.</source>
        <translation>该实例已没有附加包。</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>只显示将要进行的操作。</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>真正执行；否则只显示。</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>可以从源代码构建软件包，这会运行它们自己的代码。</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesInfo</name>
    <message>
        <source>met</source>
        <translation>已满足</translation>
    </message>
    <message>
        <source>left out by choice</source>
        <translation>按选择略去</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>there is %1</source>
        <translation>现有 %1</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>已禁用</translation>
    </message>
    <message>
        <source>  It asks for nothing.</source>
        <translation>  它没有任何要求。</translation>
    </message>
    <message>
        <source>  It asks for:</source>
        <translation>  它要求：</translation>
    </message>
    <message>
        <source>not obeyed: %1</source>
        <translation>未遵循：%1</translation>
    </message>
    <message>
        <source>Take back what is left out: porticoctl nodes apply %1 --with PACK[:NAME].</source>
        <translation>取回已略去的内容：porticoctl nodes apply %1 --with PACK[:NAME]。</translation>
    </message>
    <message>
        <source>Look at a node pack</source>
        <translation>查看节点包</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesList</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 以及另外 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind %1</source>
        <translation>
            <numerusform>比 %1 落后 %n 个提交</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) that %1 does not have</source>
        <translation>
            <numerusform>有 %n 个 %1 没有的提交</numerusform>
        </translation>
    </message>
    <message>
        <source>changed by hand: %1</source>
        <translation>手动更改：%1</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>已禁用</translation>
    </message>
    <message>
        <source>needs %1, which is not there</source>
        <translation>需要 %1，但不存在</translation>
    </message>
    <message>
        <source>needs %1; there is %2</source>
        <translation>需要 %1；现有 %2</translation>
    </message>
    <message>
        <source>left out by choice: %1</source>
        <translation>按选择略去：%1</translation>
    </message>
    <message>
        <source>isolated: it runs in a Python of its own</source>
        <translation>已隔离：在自己的 Python 中运行</translation>
    </message>
    <message>
        <source>wants an environment of its own (comfy-env.toml)</source>
        <translation>需要自己的环境（comfy-env.toml）</translation>
    </message>
    <message>
        <source>its code was changed since it was installed</source>
        <translation>其代码在安装之后被更改</translation>
    </message>
    <message>
        <source>“%1” has no node packs.</source>
        <translation>“%1”没有节点包。</translation>
    </message>
    <message>
        <source>List node packs</source>
        <translation>列出节点包</translation>
    </message>
    <message>
        <source>The node packs of an install and how they are, by files alone</source>
        <translation>实例的节点包及其状态，仅依据文件判断</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesPlan</name>
    <message>
        <source>“%1” is no number of days.</source>
        <translation>“%1”不是天数。</translation>
    </message>
    <message>
        <source>Write a number from 0 (none) to 3650.</source>
        <translation>请写 0（无）到 3650 的数字。</translation>
    </message>
    <message>
        <source>Plan the packages</source>
        <translation>为软件包制定方案</translation>
    </message>
    <message>
        <source>To give “%1” a Python of its own: porticoctl env isolate %2 %1</source>
        <translation>让“%1”得到自己的 Python：porticoctl env isolate %2 %1</translation>
    </message>
    <message>
        <source>What its node packs need beyond its base, before anything changes</source>
        <translation>在任何更改之前，显示其节点包在基础环境之外的需求</translation>
    </message>
    <message>
        <source>Leave out what this pack needs, or one requirement of it.</source>
        <translation>略去此节点包的全部需求，或其中一项需求。</translation>
    </message>
    <message>
        <source>Agree to packages that come from an address or repository or are built from source, which runs their code.</source>
        <translation>同意来自地址或仓库的、或从源代码构建的软件包，构建会运行它们的代码。</translation>
    </message>
    <message>
        <source>Do not trust packages younger than so many days (0: trust all); what usually counts is set by “nodes cooldown”.</source>
        <translation>不信任上传未满这么多天的软件包（0：全部信任）；通常的天数由“nodes cooldown”设置。</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesRegistry</name>
    <message>
        <source>This is what was kept of the Comfy Registry on %1.</source>
        <translation>这是 %1 保存的 Comfy Registry 内容。</translation>
    </message>
    <message>
        <source>The Comfy Registry has no such node pack.</source>
        <translation>Comfy Registry 没有这样的节点包。</translation>
    </message>
    <message numerus="yes">
        <source>Page %1 of %2; %n node pack(s) in all.</source>
        <translation>
            <numerusform>第 %1 页（共 %2 页）；总共 %n 个节点包。</numerusform>
        </translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>发布者</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Ask nobody: only what is kept of the last answers.</source>
        <translation>不查询任何来源：只用保存的上次应答。</translation>
    </message>
    <message>
        <source>“%1” is no page.</source>
        <translation>“%1”不是页码。</translation>
    </message>
    <message>
        <source>Pages count from 1: --page 2.</source>
        <translation>页码从 1 开始：--page 2。</translation>
    </message>
    <message>
        <source>Search the Comfy Registry</source>
        <translation>搜索 Comfy Registry</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are kept for searching without a network.</source>
        <translation>
            <numerusform>已保存 %n 个节点包，可在没有网络时搜索。</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the Comfy Registry</source>
        <translation>查询 Comfy Registry</translation>
    </message>
    <message>
        <source>The address of the Comfy Registry or of a mirror of it, this time.</source>
        <translation>本次使用的 Comfy Registry 或其镜像的地址。</translation>
    </message>
    <message>
        <source>Search the Comfy Registry; without words all of it, page by page</source>
        <translation>搜索 Comfy Registry；不给出词语时逐页列出全部</translation>
    </message>
    <message>
        <source>Which page of the answer.</source>
        <translation>应答的第几页。</translation>
    </message>
    <message>
        <source>Fetch the whole list first, to search it without a network.</source>
        <translation>先获取整个列表，以便在没有网络时搜索。</translation>
    </message>
    <message>
        <source>What the Comfy Registry knows of a node pack, with its versions; or a pack of an install, with each of its requirements</source>
        <translation>显示 Comfy Registry 所知的节点包信息及其版本；或实例中的节点包及其每项需求</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesScripts</name>
    <message>
        <source>Print each install.py that a node pack brings.</source>
        <translation>输出节点包带有的每个 install.py。</translation>
    </message>
    <message>
        <source>Run each install.py that the node packs bring: their authors&apos; own code, with your rights, on a throwaway copy of Python and packages.</source>
        <translation>运行节点包带有的每个 install.py：其作者自己的代码，以您的权限，在 Python 和软件包的一次性副本上运行。</translation>
    </message>
    <message>
        <source>The same for this node pack alone; may be given several times.</source>
        <translation>同上，只用于此节点包；可以多次给出。</translation>
    </message>
    <message>
        <source>its install.py ran and added no packages</source>
        <translation>其 install.py 已运行，没有添加软件包</translation>
    </message>
    <message>
        <source>its install.py ran and added: %1</source>
        <translation>其 install.py 已运行，添加了：%1</translation>
    </message>
    <message>
        <source>its install.py (%1) is the one that ran before; what it added still counts</source>
        <translation>其 install.py（%1）与之前运行过的相同；它当时添加的内容仍然有效</translation>
    </message>
    <message>
        <source>brings an install.py (%1), which is not run without --run-scripts; see it with --show-scripts</source>
        <translation>带有 install.py（%1），不加 --run-scripts 不会运行；用 --show-scripts 查看</translation>
    </message>
    <message>
        <source>Running an install.py needs a copy of Python and packages meanwhile: %1 on this disk</source>
        <translation>运行 install.py 期间需要 Python 和软件包的副本：占用此磁盘 %1</translation>
    </message>
    <message>
        <source>%1 (%2):</source>
        <translation>%1（%2）：</translation>
    </message>
    <message>
        <source>“%1” has an install.py (%2) that Portico has not run: porticoctl nodes run-script %3 %1</source>
        <translation>“%1”带有 Portico 没有运行过的 install.py（%2）：porticoctl nodes run-script %3 %1</translation>
    </message>
    <message>
        <source>The install.py of “%1” (%2) ran and added no packages.</source>
        <translation>“%1”的 install.py（%2）已运行，没有添加软件包。</translation>
    </message>
    <message>
        <source>The install.py of “%1” (%2) ran and added: %3.</source>
        <translation>“%1”的 install.py（%2）已运行，添加了：%3。</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesVerbs</name>
    <message>
        <source>--to is a version of one node pack.</source>
        <translation>--to 是单个节点包的版本。</translation>
    </message>
    <message>
        <source>Update one node pack at a time with it.</source>
        <translation>使用它时，请每次只更新一个节点包。</translation>
    </message>
    <message>
        <source>Install node packs with what they need; shows first what comes</source>
        <translation>安装节点包及其需要的内容；先显示将要添加的内容</translation>
    </message>
    <message>
        <source>Install node packs</source>
        <translation>安装节点包</translation>
    </message>
    <message>
        <source>Enable node packs</source>
        <translation>启用节点包</translation>
    </message>
    <message>
        <source>Enable node packs; with --yes where packages come with them</source>
        <translation>启用节点包；如需同时添加软件包，请加上 --yes</translation>
    </message>
    <message>
        <source>Disable node packs</source>
        <translation>禁用节点包</translation>
    </message>
    <message>
        <source>Disable node packs, so that ComfyUI does not load them</source>
        <translation>禁用节点包，使 ComfyUI 不加载它们</translation>
    </message>
    <message>
        <source>Update node packs</source>
        <translation>更新节点包</translation>
    </message>
    <message>
        <source>Update node packs; shows first what is new</source>
        <translation>更新节点包；先显示新内容</translation>
    </message>
    <message>
        <source>The version, tag, branch or commit to go to.</source>
        <translation>要切换到的版本、标签、分支或提交。</translation>
    </message>
    <message>
        <source>Where files were changed by hand: go on, and keep them aside.</source>
        <translation>文件曾被手动更改时：继续，并将更改另行保存。</translation>
    </message>
    <message>
        <source>Remove node packs</source>
        <translation>移除节点包</translation>
    </message>
    <message>
        <source>Remove node packs; lists first what goes, with sizes</source>
        <translation>移除节点包；先列出将要移除的内容及大小</translation>
    </message>
    <message>
        <source>Delete at once, instead of keeping it until the next good start and then the recycle bin.</source>
        <translation>立即删除，而不是保留到下一次顺利启动再移到回收站。</translation>
    </message>
    <message>
        <source>Take node packs back</source>
        <translation>撤销节点包的更改</translation>
    </message>
    <message>
        <source>Take back node packs as they were before an update or removal</source>
        <translation>将节点包恢复到更新或移除之前的样子</translation>
    </message>
    <message>
        <source>Run install.py</source>
        <translation>运行 install.py</translation>
    </message>
    <message>
        <source>Run the install.py of node packs, which is their authors&apos; own code, in a throwaway copy; shows it first</source>
        <translation>在一次性副本中运行节点包的 install.py（其作者自己的代码）；先显示它</translation>
    </message>
    <message>
        <source>Isolate node packs</source>
        <translation>隔离节点包</translation>
    </message>
    <message>
        <source>Give node packs a Python of their own, where their needs clash with those of others; tried out first, and only done if no node is lost</source>
        <translation>让节点包得到自己的 Python（当其需求与其他节点包冲突时）；先试用，只有不失去任何节点才执行</translation>
    </message>
    <message>
        <source>Undo isolations</source>
        <translation>取消隔离</translation>
    </message>
    <message>
        <source>Undo the isolation of node packs: they are as they were</source>
        <translation>取消节点包的隔离：恢复成原来的样子</translation>
    </message>
    <message>
        <source>Apply what node packs need</source>
        <translation>应用节点包的需求</translation>
    </message>
    <message>
        <source>Give an install the packages that its node packs need, after they were changed by other means</source>
        <translation>在节点包以其他方式更改之后，为实例提供其节点包需要的软件包</translation>
    </message>
    <message>
        <source>Take back what was left out of this node pack by choice: all of it, or one requirement; may be given several times.</source>
        <translation>取回按选择从此节点包略去的内容：全部，或其中一项需求；可以多次给出。</translation>
    </message>
</context>
<context>
    <name>portico::cli::OpenCommand</name>
    <message>
        <source>“%1” is not running, so there is nothing to open.</source>
        <translation>“%1”没有运行，因此没有可以打开的内容。</translation>
    </message>
    <message>
        <source>Start it with: porticoctl start %1 --open</source>
        <translation>用以下命令启动它：porticoctl start %1 --open</translation>
    </message>
    <message>
        <source>Open a running install in the browser</source>
        <translation>在浏览器中打开正在运行的实例</translation>
    </message>
    <message>
        <source>Waits until it is ready.</source>
        <translation>等待它就绪。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>In a window of its own, without tabs and address bar, where a browser is here that can do that.</source>
        <translation>在独立窗口中打开，没有标签页和地址栏；前提是这里有能做到这一点的浏览器。</translation>
    </message>
</context>
<context>
    <name>portico::cli::PlanReport</name>
    <message>
        <source>to be built from source</source>
        <translation>将从源代码构建</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>repository %1</source>
        <translation>仓库 %1</translation>
    </message>
    <message>
        <source>uploaded in the last days</source>
        <translation>最近几天上传</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>用于 %1</translation>
    </message>
    <message>
        <source>Nothing is added.</source>
        <translation>没有添加任何内容。</translation>
    </message>
    <message numerus="yes">
        <source>Added: %n package(s), %1</source>
        <translation>
            <numerusform>添加：%n 个软件包，%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added: %n package(s)</source>
        <translation>
            <numerusform>添加：%n 个软件包</numerusform>
        </translation>
    </message>
    <message>
        <source>There already: %1</source>
        <translation>已经存在：%1</translation>
    </message>
    <message>
        <source>Not taken, since torch and its family come from the base:</source>
        <translation>不采用，因为 torch 及其相关软件包来自基础环境：</translation>
    </message>
    <message>
        <source>  ! %1 (%2): there is none, and none is added: what was not made for this very torch breaks it</source>
        <translation>  ! %1（%2）：没有，也不会添加：不是专为此 torch 制作的版本会破坏它</translation>
    </message>
    <message>
        <source>  – %1 (%2): %3 meets it</source>
        <translation>  – %1（%2）：%3 满足要求</translation>
    </message>
    <message>
        <source>  ! %1 (%2): %3, which does not meet it</source>
        <translation>  ! %1（%2）：%3，不满足要求</translation>
    </message>
    <message>
        <source>Cannot be met:</source>
        <translation>无法满足：</translation>
    </message>
    <message>
        <source>→ Leave a requirement or a pack out with --without, or choose another version of the pack.</source>
        <translation>→ 请用 --without 略去一项需求或一个节点包，或选择该节点包的其他版本。</translation>
    </message>
    <message>
        <source>→ Agree to what is built or comes from an address or repository with --allow-builds, or leave its pack out with --without.</source>
        <translation>→ 请用 --allow-builds 同意需要构建的或来自地址或仓库的内容，或用 --without 略去其节点包。</translation>
    </message>
    <message>
        <source>→ without %1 of “%2”: --without %3</source>
        <translation>→ 不含“%2”的 %1：--without %3</translation>
    </message>
    <message>
        <source>→ without all that “%1” needs: --without %2</source>
        <translation>→ 不含“%1”需要的全部内容：--without %2</translation>
    </message>
    <message>
        <source>Left out of “%1” by choice: %2</source>
        <translation>“%1”中按选择略去：%2</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>略去：%1</translation>
    </message>
</context>
<context>
    <name>portico::cli::RecipeBundle</name>
    <message>
        <source>%1 is there already, and as the recipe wants it.</source>
        <translation>%1 已经存在，并且与配方要求的一致。</translation>
    </message>
    <message>
        <source>Would make %1 of “%2”:</source>
        <translation>将用“%2”制作 %1：</translation>
    </message>
    <message>
        <source>of Portico&apos;s choice</source>
        <translation>由 Portico 选择</translation>
    </message>
    <message>
        <source>Python %1, torch for %2</source>
        <translation>Python %1，torch（%2）</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s), as the lock names them</source>
        <translation>
            <numerusform>%n 个软件包，按锁文件所列</numerusform>
        </translation>
    </message>
    <message>
        <source>Packages are chosen when it is made.</source>
        <translation>软件包在制作时选择。</translation>
    </message>
    <message>
        <source>Nothing to do: %1 is there already, and as the recipe wants it.</source>
        <translation>无需操作：%1 已经存在，并且与配方要求的一致。</translation>
    </message>
    <message>
        <source>Its lock: %1</source>
        <translation>其锁文件：%1</translation>
    </message>
    <message>
        <source>Of a recipe: the lock to obey (default: the one beside the bundle).</source>
        <translation>用于配方：要遵循的锁文件（默认：整合包旁边的锁文件）。</translation>
    </message>
    <message>
        <source>Of a recipe: newer versions than those of its lock.</source>
        <translation>用于配方：采用比其锁文件更新的版本。</translation>
    </message>
    <message>
        <source>Of a recipe: build packages that have no ready build; this runs their code.</source>
        <translation>用于配方：构建没有现成版本的软件包；这会运行它们的代码。</translation>
    </message>
    <message>
        <source>Make a bundle</source>
        <translation>制作整合包</translation>
    </message>
    <message>
        <source>Of a recipe: keep what was downloaded for the next time. Without it that goes, unless there were packages in the cache before.</source>
        <translation>用于配方：为下次保留已下载的内容。不加此选项则会清除，除非缓存中之前就有软件包。</translation>
    </message>
</context>
<context>
    <name>portico::cli::RecoverCommand</name>
    <message>
        <source>Everything is in order.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>已释放 %1。</translation>
    </message>
    <message>
        <source>Clean up after an interrupted operation</source>
        <translation>在操作被中断之后进行清理</translation>
    </message>
    <message>
        <source>Every command does this by itself first; here it says what it found.</source>
        <translation>每个命令都会先自行清理；在这里会说明发现的内容。</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>清理</translation>
    </message>
</context>
<context>
    <name>portico::cli::RemoveCommand</name>
    <message>
        <source>This goes:</source>
        <translation>将要移除：</translation>
    </message>
    <message>
        <source>  (a link; %1 stays)</source>
        <translation>  （链接；%1 会保留）</translation>
    </message>
    <message numerus="yes">
        <source>Your own %n file(s) (%1) are kept.</source>
        <translation>
            <numerusform>您自己的 %n 个文件（%1）会保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of it are shared with other installs, which keep them.</source>
        <translation>其中 %1 与其他实例共用，其他实例会保留它们。</translation>
    </message>
    <message>
        <source>Untouched: %1</source>
        <translation>不受影响：%1</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>“%1”已移除。</translation>
    </message>
    <message>
        <source>Your own files are in %1</source>
        <translation>您自己的文件在 %1 中</translation>
    </message>
    <message>
        <source>The rest is in the recycle bin: %1</source>
        <translation>其余内容在回收站中：%1</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>没有移除任何内容。加上 --yes 才会执行。</translation>
    </message>
    <message>
        <source>Remove an install</source>
        <translation>移除实例</translation>
    </message>
    <message>
        <source>Remove an install; lists first what goes</source>
        <translation>移除实例；先列出将要移除的内容</translation>
    </message>
    <message>
        <source>Without --yes it only lists what would go. Your own files (output, input, user, node packs) are kept unless --remove-data is given. Goes to the recycle bin unless --permanently is given. Links are never followed.</source>
        <translation>不加 --yes 时只列出将要移除的内容。除非给出 --remove-data，否则保留您自己的文件（output、input、user、节点包）。除非给出 --permanently，否则移到回收站。绝不跟随链接。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>Only list it, as without --yes.</source>
        <translation>只列出，与不加 --yes 相同。</translation>
    </message>
    <message>
        <source>Really remove it.</source>
        <translation>真正移除。</translation>
    </message>
    <message>
        <source>Your own files go, too.</source>
        <translation>您自己的文件也一并移除。</translation>
    </message>
    <message>
        <source>Delete instead of using the recycle bin.</source>
        <translation>直接删除，而不使用回收站。</translation>
    </message>
</context>
<context>
    <name>portico::cli::RenameCommand</name>
    <message>
        <source>The new name is empty.</source>
        <translation>新名称为空。</translation>
    </message>
    <message>
        <source>Give a name of at least one letter.</source>
        <translation>请给出至少含一个字母的名称。</translation>
    </message>
    <message>
        <source>“%1” is now called “%2”.</source>
        <translation>“%1”现在名为“%2”。</translation>
    </message>
    <message>
        <source>Give an install another name</source>
        <translation>给实例另一个名称</translation>
    </message>
    <message>
        <source>Its id and folder stay as they are.</source>
        <translation>其 ID 和文件夹保持不变。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>The new name.</source>
        <translation>新名称。</translation>
    </message>
</context>
<context>
    <name>portico::cli::RepairCommand</name>
    <message>
        <source>    from: %1</source>
        <translation>    来自：%1</translation>
    </message>
    <message>
        <source>    only with %1</source>
        <translation>    只在使用 %1 时</translation>
    </message>
    <message>
        <source>What was replaced is in %1</source>
        <translation>被替换的内容在 %1 中</translation>
    </message>
    <message>
        <source>“%1” is as it was before its repair.</source>
        <translation>“%1”已恢复到修复之前的样子。</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>没有更改任何内容。加上 --yes 才会执行。</translation>
    </message>
    <message>
        <source>Repair an install</source>
        <translation>修复实例</translation>
    </message>
    <message>
        <source>Put right what broke the Python of an install</source>
        <translation>修复损坏的实例 Python</translation>
    </message>
    <message>
        <source>Without --yes it only says what it would do (exit code 1 if there is something). Puts back files of Python, ComfyUI and their packages from what is on this computer, and asks the package index only for the rest; builds layers again; puts back what is gone or damaged in node packs, and installs what they lack; builds isolated environments that are missing or broken; ends with a real start. In a folder of your own it puts torch and missing packages right, with a backup that --undo brings back. May be interrupted at any time: the next repair goes on.</source>
        <translation>不加 --yes 时只说明将要进行的操作（如有需要修复的内容，退出码为 1）。用这台计算机上已有的内容恢复 Python、ComfyUI 及其软件包的文件，只有其余内容才查询软件包索引；重新构建层；恢复节点包中缺失或损坏的内容，并安装它们缺少的内容；构建缺失或损坏的隔离环境；最后进行一次真正的启动。在您自己的文件夹中，它会更正 torch 和缺少的软件包，并保留可用 --undo 恢复的备份。可以随时中断：下次修复会继续。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>Really repair it.</source>
        <translation>真正进行修复。</translation>
    </message>
    <message>
        <source>Only say what would be done.</source>
        <translation>只说明将要进行的操作。</translation>
    </message>
    <message>
        <source>Do not start ComfyUI at the end.</source>
        <translation>最后不启动 ComfyUI。</translation>
    </message>
    <message>
        <source>Also clear what ComfyUI-Manager would do at the next start.</source>
        <translation>同时清除 ComfyUI-Manager 下次启动时要做的工作。</translation>
    </message>
    <message>
        <source>Also undo what was changed by hand in node packs; it is kept, and “porticoctl nodes restore” takes it back.</source>
        <translation>同时撤销节点包中手动更改的内容；会保存它，“porticoctl nodes restore”可以取回。</translation>
    </message>
    <message>
        <source>Bring a folder of your own back to before its last repair.</source>
        <translation>将您自己的文件夹恢复到上次修复之前。</translation>
    </message>
</context>
<context>
    <name>portico::cli::SelfCheckCommand</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>Everything works on this computer (%1 s).</source>
        <translation>在这台计算机上一切正常（%1 秒）。</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>自检</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>详情：%1</translation>
    </message>
    <message>
        <source>Try the whole path on this computer with a small demo bundle</source>
        <translation>用小型演示整合包在这台计算机上走完全程</translation>
    </message>
    <message>
        <source>Makes a small bundle, serves it to itself, downloads, checks, unpacks, starts, asks for a picture, stops and removes it. Takes well under a minute and leaves nothing behind.</source>
        <translation>制作小型整合包，提供给自己，下载、检查、解压、启动、请求生成图片、停止并移除。用时远不到一分钟，不留下任何内容。</translation>
    </message>
    <message>
        <source>The Python to make the demo bundle from.</source>
        <translation>用来制作演示整合包的 Python。</translation>
    </message>
</context>
<context>
    <name>portico::cli::SessionCommand</name>
    <message>
        <source>No browser could be opened. The address is %1</source>
        <translation>无法打开浏览器。地址为 %1</translation>
    </message>
    <message>
        <source>A window of its own needs Chrome, Chromium, Edge, Brave or Vivaldi, and none of them could be started. The browser is opened instead.</source>
        <translation>独立窗口需要 Chrome、Chromium、Edge、Brave 或 Vivaldi，但其中没有一个能启动。改为打开浏览器。</translation>
    </message>
</context>
<context>
    <name>portico::cli::SetCommand</name>
    <message>
        <source>“%1” is no layout.</source>
        <translation>“%1”不是布局。</translation>
    </message>
    <message>
        <source>Choose separate, or classic for node packs that look for their files beside ComfyUI&apos;s main.py.</source>
        <translation>请选择 separate；如有节点包在 ComfyUI 的 main.py 旁边查找自己的文件，请选择 classic。</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: its node packs and models lie in ComfyUI&apos;s own folder already.</source>
        <translation>“%1”是您自己的文件夹：其节点包和模型本来就在 ComfyUI 自己的文件夹中。</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>无需任何操作。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>“%1”不是端口。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>请选择 1 到 65535 之间的数字，例如 8188。</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>“%1”不是通道。</translation>
    </message>
    <message>
        <source>Choose stable or latest.</source>
        <translation>请选择 stable 或 latest。</translation>
    </message>
    <message>
        <source>There is no setting “%1”.</source>
        <translation>没有设置“%1”。</translation>
    </message>
    <message>
        <source>Choose one of: port, arguments, output, input, user, models, accelerator, gpu, layout, track, env.NAME.</source>
        <translation>请选择其中之一：port、arguments、output、input、user、models、accelerator、gpu、layout、track、env.NAME。</translation>
    </message>
    <message>
        <source>“%1” is no setting with a value.</source>
        <translation>“%1”不是带值的设置。</translation>
    </message>
    <message>
        <source>Write it as key=value, such as port=8189.</source>
        <translation>请写成 key=value，例如 port=8189。</translation>
    </message>
    <message>
        <source>“%1” is changed; it counts from the next start on.</source>
        <translation>“%1”已更改；从下次启动起生效。</translation>
    </message>
    <message>
        <source>Change the port, arguments or folders of an install</source>
        <translation>更改实例的端口、参数或文件夹</translation>
    </message>
    <message>
        <source>Keys: port, arguments, output, input, user, models (several folders as in PATH), accelerator (cpu, or what its build is made for), gpu (numbers as in “porticoctl hardware”), layout (separate, or classic: ComfyUI&apos;s own folders become links, for node packs that look for their files there), track (stable or latest: what “update” without a version goes to), env.NAME. An empty value takes the setting back.</source>
        <translation>键：port、arguments、output、input、user、models（多个文件夹的写法与 PATH 相同）、accelerator（cpu，或其构建版本所适用的）、gpu（“porticoctl hardware”中的编号）、layout（separate；或 classic：ComfyUI 自己的文件夹变成链接，用于在那里查找自己文件的节点包）、track（stable 或 latest：不指定版本的“update”所切换到的）、env.NAME。空值会取消该设置。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>What to change.</source>
        <translation>要更改的内容。</translation>
    </message>
</context>
<context>
    <name>portico::cli::SnapshotCommand</name>
    <message>
        <source>“snapshot” cannot “%1”.</source>
        <translation>“snapshot”不能“%1”。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>请选择其中之一：%1。</translation>
    </message>
    <message>
        <source>Usage: porticoctl snapshot %1 %2</source>
        <translation>用法：porticoctl snapshot %1 %2</translation>
    </message>
    <message>
        <source>“snapshot %1” needs more than was given.</source>
        <translation>“snapshot %1”需要的内容多于给出的。</translation>
    </message>
    <message>
        <source>“snapshot %1” takes no “%2”.</source>
        <translation>“snapshot %1”不接受“%2”。</translation>
    </message>
    <message>
        <source>“snapshot %1” takes no “--%2”.</source>
        <translation>“snapshot %1”不接受“--%2”。</translation>
    </message>
    <message>
        <source>A snapshot says what an install is: its generation, node packs with their commits and states, the lock of their packages, isolated environments, settings, arguments and model folders. One is taken before every change, and one is named by the beginning of its id, or “latest”; “now” is the install as it is. “restore” makes it that again, all of it or with --only some of: packs, layer, environments, settings, arguments, models. Node packs that came since are disabled. It works, too, when ComfyUI cannot start; models, pictures and your own files are never touched; and the state before is a snapshot as well. “export” writes one into a file without secrets, and “import” restores such a file, or one of ComfyUI-Manager or Comfy Desktop, in another install: the same, or a list of what cannot be the same. Nothing changes without --yes: first it is shown what would.</source>
        <translation>快照说明实例的状态：其世代、节点包及其提交和状态、其软件包的锁文件、隔离环境、设置、参数和模型文件夹。每次更改之前都会记录一个快照，用其 ID 的开头或“latest”指定；“now”是实例现在的样子。“restore”将实例恢复到该状态，可以恢复全部，或用 --only 恢复其中一部分：packs、layer、environments、settings、arguments、models。此后新增的节点包会被禁用。ComfyUI 无法启动时也可以使用；模型、图片和您自己的文件绝不会受影响；恢复之前的状态也会记录为快照。“export”将快照写入不含机密值的文件，“import”在另一个实例中恢复这样的文件，或 ComfyUI-Manager 或 Comfy Desktop 的文件：得到相同的状态，或列出无法相同的内容。不加 --yes 不会更改任何内容：会先显示将要进行的更改。</translation>
    </message>
    <message>
        <source>Take, compare and restore snapshots of an install</source>
        <translation>记录、比较和恢复实例的快照</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>要进行的操作。</translation>
    </message>
    <message>
        <source>What is worth knowing about it.</source>
        <translation>关于它值得了解的内容。</translation>
    </message>
    <message>
        <source>Restore only this part; several with commas, or given several times.</source>
        <translation>只恢复此部分；多个用逗号分隔，或多次给出。</translation>
    </message>
    <message>
        <source>Restore also where something cannot be as it was; that stays as it is now.</source>
        <translation>有内容无法恢复成原来的样子时也恢复；这些内容保持现状。</translation>
    </message>
    <message>
        <source>Write it as ComfyUI-Manager does, which says less.</source>
        <translation>按 ComfyUI-Manager 的方式写入，所含信息较少。</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>只显示将要进行的操作。</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>真正执行；否则只显示。</translation>
    </message>
    <message>
        <source>“%1” is no part of a snapshot.</source>
        <translation>“%1”不是快照的组成部分。</translation>
    </message>
    <message>
        <source>Choose some of: %1.</source>
        <translation>请从中选择：%1。</translation>
    </message>
    <message>
        <source>Snapshot %1 is imported.</source>
        <translation>快照 %1 已导入。</translation>
    </message>
    <message>
        <source>Everything is as it was then.</source>
        <translation>一切都与当时相同。</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>没有更改任何内容。加上 --yes 才会执行。</translation>
    </message>
    <message>
        <source>Restore a snapshot</source>
        <translation>恢复快照</translation>
    </message>
    <message>
        <source>Snapshot %1 is taken.</source>
        <translation>快照 %1 已记录。</translation>
    </message>
    <message>
        <source>Nothing has changed since snapshot %1.</source>
        <translation>自快照 %1 以来没有变化。</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>记录快照</translation>
    </message>
    <message>
        <source>There is no snapshot yet.</source>
        <translation>还没有快照。</translation>
    </message>
    <message>
        <source>List the snapshots</source>
        <translation>列出快照</translation>
    </message>
    <message>
        <source>Show a snapshot</source>
        <translation>显示快照</translation>
    </message>
    <message>
        <source>There is no difference.</source>
        <translation>没有差异。</translation>
    </message>
    <message>
        <source>Compare snapshots</source>
        <translation>比较快照</translation>
    </message>
    <message>
        <source>Note something about a snapshot</source>
        <translation>为快照添加备注</translation>
    </message>
    <message>
        <source>Snapshot %1 is removed.</source>
        <translation>快照 %1 已移除。</translation>
    </message>
    <message>
        <source>Remove snapshots</source>
        <translation>移除快照</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已经存在。</translation>
    </message>
    <message>
        <source>Choose another name, or remove it.</source>
        <translation>请选择其他名称，或移除它。</translation>
    </message>
    <message>
        <source>The snapshot is written to %1.</source>
        <translation>快照已写入 %1。</translation>
    </message>
    <message>
        <source>Export a snapshot</source>
        <translation>导出快照</translation>
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
        <translation>节点包：</translation>
    </message>
    <message>
        <source>Packages of node packs:</source>
        <translation>节点包的软件包：</translation>
    </message>
    <message>
        <source>Isolated environments:</source>
        <translation>隔离环境：</translation>
    </message>
    <message>
        <source>Settings:</source>
        <translation>设置：</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>参数：</translation>
    </message>
    <message>
        <source>Model folders:</source>
        <translation>模型文件夹：</translation>
    </message>
    <message>
        <source>Generation %1: %2</source>
        <translation>世代 %1：%2</translation>
    </message>
    <message>
        <source>For that:</source>
        <translation>为此：</translation>
    </message>
    <message>
        <source>What cannot be as it was:</source>
        <translation>无法恢复成原来样子的内容：</translation>
    </message>
    <message>
        <source>The snapshot is restored.</source>
        <translation>快照已恢复。</translation>
    </message>
    <message>
        <source>The environment “%1” was built again.</source>
        <translation>已重新构建环境“%1”。</translation>
    </message>
    <message>
        <source>The environment “%1” could not be built: %2</source>
        <translation>无法构建环境“%1”：%2</translation>
    </message>
    <message>
        <source>As it was before, until the next good start: %1</source>
        <translation>之前的样子，保留到下一次顺利启动：%1</translation>
    </message>
    <message>
        <source>The way back: porticoctl snapshot restore %1 %2 --yes</source>
        <translation>退回的方法：porticoctl snapshot restore %1 %2 --yes</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a person&apos;s note</comment>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>portico::cli::SourcesCommand</name>
    <message>
        <source>Anymatix releases</source>
        <translation>Anymatix 发行版</translation>
    </message>
    <message>
        <source>Team catalogue</source>
        <translation>团队目录</translation>
    </message>
    <message>
        <source>Official portable and standalone environments: always</source>
        <translation>官方便携版和独立环境：始终包括</translation>
    </message>
    <message>
        <source>Write “sources”, “sources add ADDRESS” or “sources remove ADDRESS”.</source>
        <translation>请写“sources”、“sources add ADDRESS”或“sources remove ADDRESS”。</translation>
    </message>
    <message>
        <source>Add a source</source>
        <translation>添加来源</translation>
    </message>
    <message numerus="yes">
        <source>Added %1, with %n bundle(s).</source>
        <translation>
            <numerusform>已添加 %1，含 %n 个整合包。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is none of the sources.</source>
        <translation>%1 不是其中的来源。</translation>
    </message>
    <message>
        <source>“porticoctl sources” lists them.</source>
        <translation>“porticoctl sources”会列出它们。</translation>
    </message>
    <message>
        <source>Removed %1. What was installed from it stays.</source>
        <translation>已移除 %1。从它安装的内容会保留。</translation>
    </message>
    <message>
        <source>Show, add and remove sources of the catalogue</source>
        <translation>显示、添加和移除目录的来源</translation>
    </message>
    <message>
        <source>ADDRESS is a GitHub repository with Anymatix bundles (owner/name), or a team&apos;s own catalogue: a JSON file by path or address (docs/catalogue.md).</source>
        <translation>ADDRESS 是含有 Anymatix 整合包的 GitHub 仓库（owner/name），或团队自己的目录：以路径或地址给出的 JSON 文件（docs/catalogue.md）。</translation>
    </message>
    <message>
        <source>add or remove.</source>
        <translation>add 或 remove。</translation>
    </message>
    <message>
        <source>Which source.</source>
        <translation>哪个来源。</translation>
    </message>
    <message>
        <source>“%1” does not belong here.</source>
        <translation>“%1”不能用在这里。</translation>
    </message>
</context>
<context>
    <name>portico::cli::StartCommand</name>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>Leave it running when this command ends.</source>
        <translation>此命令结束后让它继续运行。</translation>
    </message>
    <message>
        <source>Use this port, this time.</source>
        <translation>本次使用此端口。</translation>
    </message>
    <message>
        <source>If the port is taken, use the next free one.</source>
        <translation>如果端口已被占用，使用下一个可用端口。</translation>
    </message>
    <message>
        <source>Start without node packs.</source>
        <translation>不带节点包启动。</translation>
    </message>
    <message>
        <source>Open the browser when it is ready.</source>
        <translation>就绪后打开浏览器。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>“%1”不是端口。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>请选择 1 到 65535 之间的数字，例如 8188。</translation>
    </message>
    <message>
        <source>Ending it at once.</source>
        <translation>正在立即结束。</translation>
    </message>
    <message>
        <source>Stopping. Press Ctrl+C again to end it at once.</source>
        <translation>正在停止。再次按 Ctrl+C 可立即结束。</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>记录快照</translation>
    </message>
    <message>
        <source>ComfyUI ended: %1.</source>
        <translation>ComfyUI 已结束：%1。</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>读取日志</translation>
    </message>
    <message>
        <source>ComfyUI is ready at %1</source>
        <translation>ComfyUI 已在 %1 就绪</translation>
    </message>
    <message>
        <source>Start an install</source>
        <translation>启动实例</translation>
    </message>
    <message>
        <source>Stays in the foreground and shows the log; Ctrl+C stops it. With --detach it keeps running, and “porticoctl stop” or the window ends it.</source>
        <translation>留在前台并显示日志；按 Ctrl+C 停止。加上 --detach 会继续运行，由“porticoctl stop”或窗口结束。</translation>
    </message>
</context>
<context>
    <name>portico::cli::StatusCommand</name>
    <message>
        <source>%1 (safe start, without node packs)</source>
        <translation>%1（安全启动，不带节点包）</translation>
    </message>
    <message>
        <source>%1, process %2, %3</source>
        <translation>%1，进程 %2，%3</translation>
    </message>
    <message>
        <source>Show what an install does right now</source>
        <translation>显示实例当前的运行情况</translation>
    </message>
    <message>
        <source>Without a name it shows all of them. With --ready the exit code is 1 unless each of them is ready, for health checks.</source>
        <translation>不给出名称时显示全部实例。加上 --ready 时，只要有一个没有就绪，退出码就为 1，可用于健康检查。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>Exit code 1 unless it is ready.</source>
        <translation>未就绪时退出码为 1。</translation>
    </message>
    <message>
        <source>Look at the sessions</source>
        <translation>查看会话</translation>
    </message>
</context>
<context>
    <name>portico::cli::StopCommand</name>
    <message>
        <source>“%1” is stopped.</source>
        <translation>“%1”已停止。</translation>
    </message>
    <message>
        <source>“%1” was not running.</source>
        <translation>“%1”没有运行。</translation>
    </message>
    <message>
        <source>Stop an install, whoever started it</source>
        <translation>停止实例，无论是谁启动的</translation>
    </message>
    <message>
        <source>Asks ComfyUI to end, then terminates it, then kills what is left, and waits until nothing is left.</source>
        <translation>请求 ComfyUI 结束，然后将其终止，再强行终止剩余的进程，并等到没有任何残留。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>End it at once, without asking it first.</source>
        <translation>不先请求，立即结束。</translation>
    </message>
</context>
<context>
    <name>portico::cli::Suggestions</name>
    <message>
        <source>Tell the version.</source>
        <translation>说明版本。</translation>
    </message>
    <message>
        <source>Tell what a command does</source>
        <translation>说明命令的作用</translation>
    </message>
</context>
<context>
    <name>portico::cli::Terminal</name>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>详情：%1</translation>
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
            <numerusform>“%1”（%n 个节点）现在是“%2”的测试：每次更新在切换之前都会证明它可以工作。立即试用：porticoctl test-workflow run %3。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a test workflow</source>
        <translation>保存测试工作流</translation>
    </message>
    <message>
        <source>“%1” has no test workflow.</source>
        <translation>“%1”没有测试工作流。</translation>
    </message>
    <message>
        <source>List the test workflows</source>
        <translation>列出测试工作流</translation>
    </message>
    <message>
        <source>“%1” is no test of “%2” any more.</source>
        <translation>“%1”不再是“%2”的测试。</translation>
    </message>
    <message>
        <source>Remove a test workflow</source>
        <translation>移除测试工作流</translation>
    </message>
    <message>
        <source>%1: works, %2 s</source>
        <translation>%1：可以工作，%2 秒</translation>
    </message>
    <message>
        <source>Try the test workflows</source>
        <translation>试用测试工作流</translation>
    </message>
    <message>
        <source>“test-workflow” cannot “%1”.</source>
        <translation>“test-workflow”不能“%1”。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>请选择其中之一：%1。</translation>
    </message>
    <message>
        <source>“test-workflow %1” does not go with these words.</source>
        <translation>“test-workflow %1”不能与这些词一起使用。</translation>
    </message>
    <message>
        <source>A test workflow is a file of ComfyUI&apos;s “File, Export (API)”, of which the install keeps a copy. “update” starts the new generation for real, with node packs and models, on a port, user folder, output and database of its own, and switches to it only when it works off all of them; else it says which one failed, at which node and why. “run” does the same with the generation of now, also while ComfyUI runs, and ends with 1 where one fails.</source>
        <translation>测试工作流是由 ComfyUI 的“File, Export (API)”生成的文件，实例会保存它的副本。“update”会真正启动新世代，带上节点包和模型，使用自己的端口、用户文件夹、输出和数据库，只有它完成全部测试工作流才切换；否则会说明哪一个失败、在哪个节点以及原因。“run”对当前的世代做同样的事，ComfyUI 运行期间也可以；有一个失败时以 1 结束。</translation>
    </message>
    <message>
        <source>Save workflows that an update must work off before its switch</source>
        <translation>保存更新在切换之前必须完成的工作流</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>要进行的操作。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>What to call it (default: the file&apos;s name).</source>
        <translation>它的名称（默认：文件名）。</translation>
    </message>
    <message>
        <source>Usage: porticoctl test-workflow %1 %2</source>
        <translation>用法：porticoctl test-workflow %1 %2</translation>
    </message>
</context>
<context>
    <name>portico::cli::TokenCommand</name>
    <message>
        <source>No token was given.</source>
        <translation>没有提供令牌。</translation>
    </message>
    <message>
        <source>Write it to standard input, on one line.</source>
        <translation>请将其写到标准输入的一行中。</translation>
    </message>
    <message>
        <source>The token could not be kept.</source>
        <translation>无法保存令牌。</translation>
    </message>
    <message>
        <source>Where there is no keychain, give it in the variable PORTICO_GITHUB_TOKEN, or in a file that only you may read and PORTICO_GITHUB_TOKEN_FILE names.</source>
        <translation>如果没有密钥环，请用变量 PORTICO_GITHUB_TOKEN 提供，或放在只有您可读、由 PORTICO_GITHUB_TOKEN_FILE 指定的文件中。</translation>
    </message>
    <message>
        <source>GitHub is asked with your token.</source>
        <translation>使用您的令牌查询 GitHub。</translation>
    </message>
    <message>
        <source>GitHub is asked without a token.</source>
        <translation>不使用令牌查询 GitHub。</translation>
    </message>
    <message>
        <source>GitHub token:</source>
        <translation>GitHub 令牌：</translation>
    </message>
    <message>
        <source>Show, give or forget the GitHub token</source>
        <translation>显示、提供或清除 GitHub 令牌</translation>
    </message>
    <message>
        <source>With a token GitHub answers 5,000 questions an hour instead of 60. It is kept in the system&apos;s keychain only, and goes to GitHub alone. It needs no rights for that; publishing needs some: see “porticoctl help github”.</source>
        <translation>有了令牌，GitHub 每小时应答 5,000 次查询而不是 60 次。它只保存在系统的密钥环中，并且只发送到 GitHub。为此不需要任何权限；发布则需要一些权限：请见“porticoctl help github”。</translation>
    </message>
    <message>
        <source>Read it from standard input and keep it.</source>
        <translation>从标准输入读取并保存。</translation>
    </message>
    <message>
        <source>Remove it from the keychain.</source>
        <translation>将其从密钥环中移除。</translation>
    </message>
</context>
<context>
    <name>portico::cli::UpdateCommand</name>
    <message>
        <source>“%1” says nothing about packages.</source>
        <translation>“%1”没有说明软件包的选择方式。</translation>
    </message>
    <message>
        <source>Write auto, newest or as-of-version.</source>
        <translation>请写 auto、newest 或 as-of-version。</translation>
    </message>
    <message>
        <source>More than one of --to, --ref and --track is given.</source>
        <translation>给出了 --to、--ref 和 --track 中的不止一个。</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <translation>请给出其中一个。</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>“%1”不是通道。</translation>
    </message>
    <message>
        <source>Write stable or latest.</source>
        <translation>请写 stable 或 latest。</translation>
    </message>
    <message>
        <source>Nobody tells which releases of ComfyUI there are.</source>
        <translation>无法得知 ComfyUI 有哪些发行版。</translation>
    </message>
    <message>
        <source>Name a version: --to.</source>
        <translation>请指定版本：--to。</translation>
    </message>
    <message>
        <source>“%1” is like that already: nothing is to be done.</source>
        <translation>“%1”已经如此：无需任何操作。</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>没有更改任何内容。加上 --yes 才会执行。</translation>
    </message>
    <message>
        <source>“%1” is at ComfyUI %2, and %3 has nothing newer.</source>
        <translation>“%1”的 ComfyUI 为 %2，%3 没有更新的版本。</translation>
    </message>
    <message>
        <source>Update ComfyUI</source>
        <translation>更新 ComfyUI</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
    <message>
        <source>A release, such as 0.34.0.</source>
        <translation>发行版，例如 0.34.0。</translation>
    </message>
    <message>
        <source>A tag, branch or commit.</source>
        <translation>标签、分支或提交。</translation>
    </message>
    <message>
        <source>The release of that track, stable or latest; without a version, of the one that the install is set to.</source>
        <translation>该通道（stable 或 latest）的发行版；不给出版本时，采用实例所设通道的发行版。</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository or a fork of it (default: where this one came from).</source>
        <translation>ComfyUI 的仓库或其分支项目（默认：当前这个的来处）。</translation>
    </message>
    <message>
        <source>Torch for another accelerator: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu.</source>
        <translation>用于另一个加速器的 torch：cu130、cu128、cu126、rocm7.2、xpu、mps、cpu。</translation>
    </message>
    <message>
        <source>Which packages count where new ones are needed: newest, as-of-version, or auto (default: as-of-version when that ComfyUI is older than a month).</source>
        <translation>需要新软件包时采用哪些：newest、as-of-version，或 auto（默认：该 ComfyUI 的发布超过一个月时为 as-of-version）。</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code.</source>
        <translation>构建没有现成版本的软件包；这会运行它们的代码。</translation>
    </message>
    <message>
        <source>Only say it, as without --yes.</source>
        <translation>只说明，与不加 --yes 相同。</translation>
    </message>
    <message>
        <source>Really do it.</source>
        <translation>真正执行。</translation>
    </message>
    <message>
        <source>--sha256 says which bundle it must be, and none is given.</source>
        <translation>--sha256 说明必须是哪个整合包，但没有给出整合包。</translation>
    </message>
    <message>
        <source>Give it with --bundle.</source>
        <translation>请用 --bundle 给出它。</translation>
    </message>
    <message>
        <source>A bundle brings ComfyUI, Python and torch: --%1 says nothing about it.</source>
        <translation>整合包自带 ComfyUI、Python 和 torch：--%1 对它不适用。</translation>
    </message>
    <message>
        <source>Give one of both.</source>
        <translation>请只给出两者之一。</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>“%1”不是 SHA-256。</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>请给出它的 64 位十六进制数字。</translation>
    </message>
    <message>
        <source>Change an install&apos;s ComfyUI, torch or Python; says first what changes</source>
        <translation>更改实例的 ComfyUI、torch 或 Python；先说明会更改什么</translation>
    </message>
    <message>
        <source>Builds a new generation beside the old one: Python shared, ComfyUI at that version, its packages with as few changes as possible, the packages of node packs anew. It is started once as a test, and once more for the install&apos;s test workflows, then switched to; where that fails, the old one stays as it is. “porticoctl rollback” goes back at once. With --accelerator, --torch or --python and without a version, the ComfyUI stays that it is. With --bundle, ComfyUI, Python and torch are those of the bundle, which is fetched, checked and unpacked before it can be said what changes.</source>
        <translation>在旧世代旁边构建新世代：Python 共用，ComfyUI 为指定版本，其软件包尽可能少改动，节点包的软件包重新解析。它会作为测试启动一次，再为实例的测试工作流启动一次，然后切换；如果失败，旧世代保持原样。“porticoctl rollback”可立即退回。给出 --accelerator、--torch 或 --python 而不给出版本时，ComfyUI 保持不变。给出 --bundle 时，ComfyUI、Python 和 torch 采用整合包中的；会先获取、校验并解压整合包，然后才能说明会更改什么。</translation>
    </message>
    <message>
        <source>Another torch for the same accelerator, such as 2.9.1.</source>
        <translation>用于同一加速器的另一个 torch，例如 2.9.1。</translation>
    </message>
    <message>
        <source>Another Python, with every package put in anew: a version such as 3.12, or the path of an interpreter.</source>
        <translation>另一个 Python，所有软件包都会重新安装：版本（例如 3.12），或解释器的路径。</translation>
    </message>
    <message>
        <source>ComfyUI and Python of this one: its id in the catalogue, or a file, folder or address.</source>
        <translation>采用此整合包的 ComfyUI 和 Python：其在目录中的 ID，或文件、文件夹或地址。</translation>
    </message>
    <message>
        <source>A file or address must have this SHA-256.</source>
        <translation>文件或地址的内容必须具有此 SHA-256。</translation>
    </message>
</context>
<context>
    <name>portico::cli::UpdateLines</name>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>It shares %1 with the one before.</source>
        <translation>它与之前的那个共用 %1。</translation>
    </message>
    <message>
        <source>%1 were copied: files cannot be shared on this disk.</source>
        <translation>复制了 %1：在此磁盘上无法共用文件。</translation>
    </message>
    <message>
        <source>an unknown version</source>
        <translation>未知版本</translation>
    </message>
    <message>
        <source>ComfyUI  %1 stays</source>
        <translation>ComfyUI  保持 %1</translation>
    </message>
    <message>
        <source>from %1, %2</source>
        <translation>来自 %1，%2</translation>
    </message>
    <message>
        <source>Accelerator  %1 → %2</source>
        <translation>加速器  %1 → %2</translation>
    </message>
    <message>
        <source>What ComfyUI asks for:</source>
        <translation>ComfyUI 自身的要求：</translation>
    </message>
    <message>
        <source>Packages of its Python:</source>
        <translation>其 Python 的软件包：</translation>
    </message>
    <message>
        <source>The packages of its Python stay as they are.</source>
        <translation>其 Python 的软件包保持不变。</translation>
    </message>
    <message>
        <source>This is an older ComfyUI than now.</source>
        <translation>这个 ComfyUI 比现在的更旧。</translation>
    </message>
    <message>
        <source>Does not go together: %1</source>
        <translation>互不兼容：%1</translation>
    </message>
    <message>
        <source>Test workflows before the switch: %1.</source>
        <translation>切换之前的测试工作流：%1。</translation>
    </message>
    <message>
        <source>The packages of node packs are planned anew for it, it is started once as a test, and the old one stays.</source>
        <translation>会为它重新制定节点包的软件包方案，它会作为测试启动一次，旧的会保留。</translation>
    </message>
    <message>
        <source>Generation %1 is there. “%2” is running and stays at %3: stop it, then go over by “porticoctl rollback %4 --to %1”.</source>
        <translation>世代 %1 已就位。“%2”正在运行，仍停留在 %3：请停止它，然后用“porticoctl rollback %4 --to %1”切换。</translation>
    </message>
    <message>
        <source>Back again: porticoctl rollback %1.</source>
        <translation>退回：porticoctl rollback %1。</translation>
    </message>
    <message>
        <source>Python  %1 → %2, with all of its packages put in anew</source>
        <translation>Python  %1 → %2，其所有软件包都重新安装</translation>
    </message>
    <message>
        <source>Python  %1 → %2</source>
        <translation>Python  %1 → %2</translation>
    </message>
    <message>
        <source>Its packages are of the same versions as now.</source>
        <translation>其软件包的版本与现在相同。</translation>
    </message>
</context>
<context>
    <name>portico::cli::VendorCommand</name>
    <message>
        <source>Export what is kept for offline</source>
        <translation>导出离线保存的内容</translation>
    </message>
    <message>
        <source>%1 is in %2, %3.</source>
        <translation>%1 在 %2 中，%3。</translation>
    </message>
    <message>
        <source>Import what was kept for offline elsewhere</source>
        <translation>导入在别处离线保存的内容</translation>
    </message>
    <message numerus="yes">
        <source>%1 is kept here now: %n files, %2. Make an install of it with “porticoctl vendor rebuild %1 --yes”.</source>
        <translation>
            <numerusform>%1 现在已保存在这里：%n 个文件，%2。用“porticoctl vendor rebuild %1 --yes”将其创建为实例。</numerusform>
        </translation>
    </message>
    <message>
        <source>Usage: porticoctl vendor %1 %2</source>
        <translation>用法：porticoctl vendor %1 %2</translation>
    </message>
    <message>
        <source>“vendor %1” needs more than was given.</source>
        <translation>“vendor %1”需要的内容多于给出的。</translation>
    </message>
    <message>
        <source>“vendor %1” takes no “%2”.</source>
        <translation>“vendor %1”不接受“%2”。</translation>
    </message>
    <message>
        <source>“vendor %1” takes no “--%2”.</source>
        <translation>“vendor %1”不接受“--%2”。</translation>
    </message>
    <message>
        <source>Keep for offline: all that an install is made of comes into the library&apos;s store, so that it can be made again without a network, whatever becomes of where its parts came from: ComfyUI with its Python, node packs with their history, the packages of the layer, isolated environments. “vendor &lt;install&gt;” is “vendor keep &lt;install&gt;”. Each file is compared with what promises it, and what cannot be kept is named with its reason. &lt;library&gt;/store/vendored/&lt;id&gt;/SHA256SUMS is for “sha256sum -c”, run in that folder. “verify” compares all of it before anything is replaced; “rebuild” makes a new install of it with no network at all, and compares each part with the first build; “check-upstream” tells what is gone or is another where it came from, and changes nothing. “export” makes one file of it, which “import” takes into another computer&apos;s library. What is kept stays until “remove”. Nothing changes without --yes: first it is shown what would.</source>
        <translation>离线保存：构成实例的全部内容会进入库的存储区，因此无论其各部分的来源以后如何，都可以在没有网络的情况下重新创建它：ComfyUI 及其 Python、节点包及其历史、层的软件包、隔离环境。“vendor &lt;install&gt;”即“vendor keep &lt;install&gt;”。每个文件都会与其应有的记录比较，无法保存的内容会列出并说明原因。&lt;library&gt;/store/vendored/&lt;id&gt;/SHA256SUMS 用于在该文件夹中运行“sha256sum -c”。“verify”在替换任何内容之前比较全部内容；“rebuild”在完全没有网络的情况下用它创建新的实例，并将每个部分与最初的构建比较；“check-upstream”说明哪些内容在来源处已消失或已不同，不更改任何内容。“export”将其制成单个文件，“import”将该文件导入另一台计算机的库。保存的内容会一直保留，直到“remove”。不加 --yes 不会更改任何内容：会先显示将要进行的更改。</translation>
    </message>
    <message>
        <source>Keep an install for offline, verify it, rebuild it</source>
        <translation>离线保存实例、校验它、重建它</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>要进行的操作。</translation>
    </message>
    <message>
        <source>A snapshot to keep, instead of the install as it is now.</source>
        <translation>要保存的快照，而不是实例现在的样子。</translation>
    </message>
    <message>
        <source>Have what is damaged or lacking again.</source>
        <translation>重新取得已损坏或缺少的内容。</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>访问它的端口。</translation>
    </message>
    <message>
        <source>What the new install is called.</source>
        <translation>新实例的名称。</translation>
    </message>
    <message>
        <source>Rebuild also where something could not be kept.</source>
        <translation>有内容无法保存时也重建。</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>只显示将要进行的操作。</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>真正执行；否则只显示。</translation>
    </message>
    <message>
        <source>is kept already</source>
        <translation>已经保存</translation>
    </message>
    <message>
        <source>has to be fetched</source>
        <translation>需要获取</translation>
    </message>
    <message>
        <source>is here</source>
        <translation>已在这里</translation>
    </message>
    <message>
        <source>%1 to keep, before it is packed.</source>
        <translation>需保存 %1（打包之前）。</translation>
    </message>
    <message>
        <source>Nothing was kept. Do it with --yes.</source>
        <translation>没有保存任何内容。加上 --yes 才会执行。</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is kept for offline as %2: %n files, %3.</source>
        <translation>
            <numerusform>“%1”已离线保存为 %2：%n 个文件，%3。</numerusform>
        </translation>
    </message>
    <message>
        <source>Manifest %1</source>
        <translation>清单 %1</translation>
    </message>
    <message>
        <source>Keep for offline</source>
        <translation>离线保存</translation>
    </message>
    <message>
        <source>List what is kept for offline</source>
        <translation>列出离线保存的内容</translation>
    </message>
    <message>
        <source>Nothing is kept for offline yet.</source>
        <translation>还没有离线保存任何内容。</translation>
    </message>
    <message>
        <source>Let go of what is kept for offline</source>
        <translation>放弃离线保存的内容</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>没有移除任何内容。加上 --yes 才会执行。</translation>
    </message>
    <message>
        <source>%1 were freed. Packages that nothing else needs go with “porticoctl clean”.</source>
        <translation>已释放 %1。其他内容不需要的软件包会随“porticoctl clean”移除。</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>(not finished: keep it again)</source>
        <translation>（未完成：请重新保存）</translation>
    </message>
    <message numerus="yes">
        <source>(%n parts are lacking)</source>
        <translation>
            <numerusform>（缺少 %n 个部分）</numerusform>
        </translation>
    </message>
    <message>
        <source>Not kept: %1, %2. %3</source>
        <translation>未保存：%1，%2。%3</translation>
    </message>
    <message>
        <source>there as it was</source>
        <translation>与当时一致</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>已消失</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>What is kept for offline is not touched by that.</source>
        <translation>离线保存的内容不受其影响。</translation>
    </message>
    <message>
        <source>Ask where it came from</source>
        <translation>查询其来源</translation>
    </message>
    <message>
        <source>missing: %1 (%2)</source>
        <translation>缺失：%1（%2）</translation>
    </message>
    <message>
        <source>damaged: %1 (%2)</source>
        <translation>已损坏：%1（%2）</translation>
    </message>
    <message>
        <source>%1: keeping it was interrupted; keep it again.</source>
        <translation>%1：保存被中断；请重新保存。</translation>
    </message>
    <message numerus="yes">
        <source>%1: all %n files are as they were kept, %2.</source>
        <translation>
            <numerusform>%1：全部 %n 个文件都与保存时一致，%2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Verify what is kept for offline</source>
        <translation>校验离线保存的内容</translation>
    </message>
    <message>
        <source>“%1” is rebuilt of %2.</source>
        <translation>已用 %2 重建“%1”。</translation>
    </message>
    <message>
        <source>Manifest %1, the same as at first.</source>
        <translation>清单 %1，与最初的相同。</translation>
    </message>
    <message>
        <source>Manifest %1; at first it was %2.</source>
        <translation>清单 %1；最初为 %2。</translation>
    </message>
    <message>
        <source>Nothing was rebuilt. Do it with --yes.</source>
        <translation>没有重建任何内容。加上 --yes 才会执行。</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>“%1”不是端口。</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>请选择 1 到 65535 之间的数字，例如 8188。</translation>
    </message>
    <message>
        <source>Rebuild from what is kept for offline</source>
        <translation>用离线保存的内容重建</translation>
    </message>
</context>
<context>
    <name>portico::cli::VerifyCommand</name>
    <message>
        <source>Verify the packages</source>
        <translation>校验软件包</translation>
    </message>
    <message>
        <source>What would be done: porticoctl repair &lt;install&gt; --dry-run</source>
        <translation>将要进行的操作：porticoctl repair &lt;install&gt; --dry-run</translation>
    </message>
    <message>
        <source>Say whether something broke the Python packages of an install</source>
        <translation>说明实例的 Python 软件包是否被破坏</translation>
    </message>
    <message>
        <source>Reads files only: nothing is started or changed, also while ComfyUI runs. Exit code 0: clean (there may be remarks); 1: contaminated, with what repairs it; 4: there is no such install. Without a name it looks at all of them.</source>
        <translation>只读取文件：不启动也不更改任何内容，ComfyUI 运行期间也可以。退出码 0：完好（可能有备注）；1：受到污染，并说明如何修复；4：没有这样的实例。不给出名称时查看全部实例。</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>其 ID 或名称。</translation>
    </message>
</context>
<context>
    <name>portico::cli::VersionsCommand</name>
    <message>
        <source>Show the notes of this one.</source>
        <translation>显示这一版本的说明。</translation>
    </message>
    <message>
        <source>Ask GitHub for what is new.</source>
        <translation>向 GitHub 查询新内容。</translation>
    </message>
    <message>
        <source>Show what is kept; ask nobody.</source>
        <translation>显示保存的内容；不查询任何来源。</translation>
    </message>
    <message>
        <source>prerelease</source>
        <translation>预发行版</translation>
    </message>
    <message>
        <source>As it was %1.</source>
        <translation>截至 %1。</translation>
    </message>
    <message>
        <source>There is no release “%1” of ComfyUI in the list.</source>
        <translation>列表中没有 ComfyUI 的发行版“%1”。</translation>
    </message>
    <message>
        <source>“porticoctl versions” lists those that are known.</source>
        <translation>“porticoctl versions”会列出已知的发行版。</translation>
    </message>
    <message>
        <source>Read the versions</source>
        <translation>读取版本</translation>
    </message>
    <message>
        <source>List the releases of ComfyUI, with the stable and latest one</source>
        <translation>列出 ComfyUI 的发行版，并标明 stable 和 latest</translation>
    </message>
    <message>
        <source>“latest” is the newest release; “stable” stays one line behind it until the line is two weeks old, and has its last patch.</source>
        <translation>“latest”是最新的发行版；“stable”比它落后一个版本系列，直到最新系列满两周，并采用该系列的最后一个补丁。</translation>
    </message>
</context>
</TS>
